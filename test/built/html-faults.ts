import { HtmlValidate } from 'html-validate';

const validate = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // The spelling of the HTML is up to Svelte.
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'doctype-style': 'off',
    'no-inline-style': 'off',
    'long-title': 'off',
    // Telephone numbers may wrap.
    'tel-non-breaking': 'off',
    // All files come from the same origin.
    'require-sri': 'off',
    // The scroll box of a table has a name and a role, but is no section.
    'prefer-native-element': 'off'
  }
});

export async function htmlFaults(html: string) {
  const { results } = await validate.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`)
  );
}
