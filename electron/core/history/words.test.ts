import { describe, expect, it } from 'vitest';
import { editLabel, fieldsWithWords, rowName, shownFields, valueInWords } from '../../../shared/domain/historyWords.ts';
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

  it.each([
    ['claim', { status: 'new' }, { status: 'ready' }, 'Set status to Ready'],
    ['claim', { text: 'A.', short_text: 'A' }, { text: 'B.', short_text: 'B' }, 'Reword claim'],
    ['claim', { short_text: 'A' }, { short_text: 'B' }, 'Edit short text'],
    ['claim', { selection_reason: '' }, { selection_reason: 'Because.' }, 'Edit reason for selection'],
    ['claim', { claimant_id: null }, { claimant_id: 'a1' }, 'Set claimant to The spokeswoman of the harbour board of…'],
    ['claim', { claimant_id: 'a1' }, { claimant_id: null }, 'Clear claimant'],
    ['claim', { claim_date: null }, { claim_date: '2025-04' }, 'Set date of claim to 2025-04'],
    ['claim', { status: 'new', priority: 'low' }, { status: 'ready', priority: 'high' }, 'Edit whole'],
    ['claim', { status: 'new' }, { status: 'new' }, 'Edit whole'],
    ['document', { publisher: '', guesses: '{"publisher":"site"}' }, { publisher: 'The Bell', guesses: '{}' }, 'Edit publisher'],
    ['document', { kind: 'post' }, { kind: 'report' }, 'Set kind of article to Report'],
    ['evidence', { credibility: null }, { credibility: 2 }, 'Set credibility to Probably true'],
    ['evidence', { citation: '{"title":"A"}' }, { citation: '{"title":"B"}' }, 'Edit source'],
    ['sighting', { wording: 'direct' }, { wording: 'mixed' }, 'Set wording to Partly quoted'],
    ['label', { name: 'A' }, { name: 'B' }, 'Rename label'],
  ])('for what an edit of %s did: %j to %j', (table, before, after, label) => {
    const names = { a1: 'The spokeswoman of the harbour board of Lindmouth' };
    const rest = { revision: 1, updated_at: 'then' };
    expect(editLabel(table, 'Edit whole', { ...rest, ...before }, { ...rest, revision: 2, ...after }, names)).toBe(label);
  });
});
