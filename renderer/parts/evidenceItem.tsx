import { ChevronDown, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { stance, type Evidence, type EvidenceFields } from '../../shared/domain/entities.ts';
import { credibilityName, credibilityNames, stanceNames } from '../../shared/domain/wording.ts';
import { attempt } from '../actions/run.ts';
import { client } from '../api/client.ts';
import { keeper } from '../api/drafts.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { formatPartialDate } from '../ui/dates.ts';
import { Select } from '../ui/field.tsx';
import { DraftField } from './draftField.tsx';
import classes from './evidenceItem.module.css';
import { goToPassage } from './goToPassage.ts';
import { Markdown } from './markdown.tsx';
import { Quote } from './quote.tsx';
import { useWritable } from './scale.ts';
import { useDraft } from './useDraft.ts';

/** How an item of evidence is called among the others of its claim. */
export const evidenceTitle = (item: Evidence): string => item.passage?.documentTitle ?? item.citation?.title ?? '';

/** One item of evidence: its words, where they stand, and why they count. */
export function EvidenceItem({ item, others }: { item: Evidence; others: readonly Evidence[] }) {
  // Words that were typed here before a crash are shown where they stand.
  const [open, setOpen] = useState(() => keeper.withPrefix(`evidence:${item.id}:`).length > 0);
  const writable = useWritable();
  const origin = others.find((other) => other.id === item.derivedFromId);
  const facts = [
    item.credibility === null ? '' : `${item.credibility} · ${credibilityName(item.credibility)}`,
    origin ? `Relays ${evidenceTitle(origin)}` : '',
  ].filter((fact) => fact !== '');
  return (
    <li className={classes['item']} data-stance={item.stance}>
      <EvidenceSource item={item} />
      {item.comment && !open ? (
        <div className={classes['comment']}>
          <Markdown text={item.comment} />
        </div>
      ) : null}
      <div className={classes['line']}>
        <span>{facts.join(' · ')}</span>
        <span className={classes['end']}>
          <Button tone="quiet" size="s" aria-expanded={open} onPress={() => setOpen(!open)}>
            {item.comment || facts.length > 0 ? 'Details' : 'Comment and weigh'}
            <ChevronDown aria-hidden size={13} />
          </Button>
          <IconButton
            label="Remove this evidence"
            icon={<Trash2 />}
            isDisabled={!writable}
            onPress={() => void attempt(() => client.evidence.remove({ evidenceId: item.id }))}
          />
        </span>
      </div>
      {open ? <EvidenceFieldsForm item={item} others={others} /> : null}
    </li>
  );
}

/** The exact quote with its place, or the citation of a source that is not in the case. */
export function EvidenceSource({ item }: { item: Evidence }) {
  if (item.passage) {
    const { passage } = item;
    return <Quote passage={passage} onOpen={() => goToPassage(passage, { beside: true })} />;
  }
  if (!item.citation) return null;
  const { title, publisher, published, address, quote } = item.citation;
  return (
    <figure className={classes['citation']}>
      {quote ? <blockquote dir="auto">{quote}</blockquote> : null}
      <figcaption>
        <cite>{title}</cite>
        {[publisher, formatPartialDate(published), address]
          .filter((part) => part !== '')
          .map((part) => (
            <span key={part}> · {part}</span>
          ))}
        <span className={classes['outside']}> · cited, not in the case{quote ? '; quote not checked' : ''}</span>
      </figcaption>
    </figure>
  );
}

/** Everything about an item of evidence that can be edited. */
export function EvidenceFieldsForm({ item, others }: { item: Evidence; others: readonly Evidence[] }) {
  const isReadOnly = !useWritable();
  const set = (fields: Partial<EvidenceFields>): void =>
    void attempt(() => client.evidence.update({ evidenceId: item.id, revision: item.revision, fields }));
  const comment = useDraft({
    key: `evidence:${item.id}:comment`,
    value: item.comment,
    revision: item.revision,
    save: async (text, { revision, gesture }) => {
      const saved = await client.evidence.update({ evidenceId: item.id, revision, gesture, fields: { comment: text } });
      return { value: saved.comment, revision: saved.revision };
    },
  });
  return (
    <div className={classes['fields']}>
      <DraftField label="Comment" draft={comment} lines={2} isReadOnly={isReadOnly} placeholder="What it shows, and how far it carries" />
      <div className={classes['pair']}>
        <Select
          label="Stance"
          value={item.stance}
          isReadOnly={isReadOnly}
          options={stance.options.map((value) => ({ value, label: stanceNames[value] }))}
          onChange={(value) => set({ stance: value })}
        />
        <Select
          label="Credibility"
          value={item.credibility === null ? 'none' : String(item.credibility)}
          isReadOnly={isReadOnly}
          options={[
            { value: 'none', label: 'Not judged' },
            ...Object.entries(credibilityNames).map(([value, name]) => ({ value, label: `${value} · ${name}` })),
          ]}
          onChange={(value) => set({ credibility: value === 'none' ? null : Number(value) })}
        />
      </div>
      {others.length > 0 ? (
        <Select
          label="Derived from"
          value={item.derivedFromId ?? 'none'}
          isReadOnly={isReadOnly}
          options={[
            { value: 'none', label: 'Nothing here: an origin of its own' },
            ...others.map((other) => ({
              value: other.id,
              label: evidenceTitle(other),
              description: (other.passage?.exact ?? other.citation?.quote ?? '').slice(0, 90),
            })),
          ]}
          onChange={(value) => set({ derivedFromId: value === 'none' ? null : value })}
        />
      ) : null}
    </div>
  );
}
