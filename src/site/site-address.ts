/** The variable of the environment that names the full address of the site, with its last slash. */
export const addressVariable = 'TERHUBUNG_ADDRESS';

/** Returns the address that the site is built for; empty where nobody named one. */
export const siteAddress = (
  env: Readonly<Record<string, string | undefined>> = process.env
): string => env[addressVariable] ?? '';
