import { describe, expect, it } from 'vitest';
import { fieldsWithWords, rowName, shownFields, valueInWords } from '../../../shared/domain/historyWords.ts';
import { columns, tableNames } from '../store/tables.ts';

const stamps = new Set(['id', 'revision', 'created_at', 'updated_at']);

describe('the history has words', () => {
  it.each(tableNames)('for every column of %s, or says that it is of no interest', (table) => {
    expect(rowName(table)).toMatch(/^[A-Z]/);
    expect(fieldsWithWords(table).toSorted()).toEqual(columns[table].filter((column) => !stamps.has(column)).toSorted());
    expect(shownFields(table)).not.toEqual([]);
  });

  it('for values of closed sets, ids and sources', () => {
    expect(valueInWords('claim', 'status', 'in-progress', {})).toBe('In progress');
    expect(valueInWords('evidence', 'credibility', 2, {})).toBe('Probably true');
    expect(valueInWords('claim', 'claimant_id', 'a1', { a1: 'Mara Quint' })).toBe('Mara Quint');
    expect(valueInWords('claim', 'claimant_id', null, {})).toBe('');
    expect(valueInWords('evidence', 'citation', JSON.stringify({ title: 'Log', publisher: 'Port', quote: 'At 04:12.' }), {})).toBe(
      'Log, Port: “At 04:12.”',
    );
  });
});
