import { ownLanguages, type Language } from '#locale/languages.ts';
import sheet from './styles/added.css?inline';

export const addedStyles = (language: Language) => (ownLanguages.includes(language) ? '' : sheet);
