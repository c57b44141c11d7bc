/** The file of the server bundle's folder in which a run that tries the site says which paths cannot be made. */
export const refusedFile = 'refused.json';
