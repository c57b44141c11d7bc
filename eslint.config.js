import { defineConfig } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import * as parser from '@typescript-eslint/parser';

// Of components, what Svelte asks; of every script, those of components too, what .oxlintrc.json says.
export default defineConfig(
  { ignores: ['dist/', 'build/', 'data/', 'static/'] },
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte'],
    languageOptions: { parserOptions: { parser } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // The markup set this way is our own, made at build from checked copy.
      'svelte/no-at-html-tags': 'off',
      // A chart is a function of its data: its maps and sets are filled once and only read.
      'svelte/prefer-svelte-reactivity': 'off'
    }
  }
);
