/** Full address of the site, with its final slash. */
export const addressVariable = 'TERHUBUNG_ADDRESS';

export const siteAddress = (env: Readonly<Record<string, string | undefined>> = process.env) =>
  env[addressVariable] ?? '';
