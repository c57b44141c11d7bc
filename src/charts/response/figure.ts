import { creditsOf, type Figure } from '../figure.ts';
import { describeResponse } from './describe.ts';
import { responseLite } from './lite.ts';
import { responsePoster } from './poster.ts';
import { responseRecord, responseTable } from './record.ts';
import { responseStatements } from './frame.ts';

export const response = {
  id: 'response',
  chart: 'response',
  role: 'response',
  record: responseRecord,
  tables: (data, words) => [responseTable(data, words)],
  estimates: responseStatements,
  ledger: (data) => creditsOf(responseStatements(data)),
  lite: responseLite,
  cards: [
    {
      id: 'response',
      describe: describeResponse,
      record: responseRecord,
      poster: responsePoster,
      summary: [
        [/^ukresp-arrests-/, 'first'],
        [/^ukresp-safeguarded-/, 'first']
      ]
    }
  ]
} as const satisfies Figure;
