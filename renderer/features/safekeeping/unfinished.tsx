import { useQuery } from '@tanstack/react-query';
import { PenLine, X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { shortTextOf } from '../../../shared/text/shortText.ts';
import { typedPlaces, type TypedPlace } from '../../actions/typedPlaces.ts';
import { api } from '../../api/client.ts';
import { keeper } from '../../api/drafts.ts';
import { useFoundWords } from '../../state/foundWords.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import banner from '../../ui/banner.module.css';
import classes from './notices.module.css';

const shownPlaces = 3;
const titleLength = 48;

/** Words that were typed before and wait to be finished: says where, and leads there. */
export function Unfinished() {
  const fields = useFoundWords((state) => state.fields);
  const setFields = useFoundWords((state) => state.setFields);
  const waiting = useSyncExternalStore(keeper.onForgotten, () =>
    keeper
      .unsaved()
      .filter(({ key, text }) => fields.includes(key) && text.trim() !== '')
      .map(({ key }) => key)
      .join('\n'),
  );
  const keys = waiting === '' ? [] : waiting.split('\n');
  const places = typedPlaces(keys);
  if (places.length === 0) return null;
  const more = places.length - shownPlaces;
  const forget = (place: TypedPlace): void => setFields(fields.filter((key) => !typedPlaces([key]).some(({ id }) => id === place.id)));
  return (
    <section aria-label="Words you had not finished">
      <div className={`${banner['banner']} ${classes['notice']}`} role="status">
        <PenLine aria-hidden />
        <p className={classes['places']}>
          Words you had not finished:
          {places.slice(0, shownPlaces).map((place) => (
            <Place key={place.id} place={place} onShown={() => forget(place)} />
          ))}
          {more > 0 ? <span>and {more === 1 ? 'one other place' : `${more.toLocaleString()} other places`}</span> : null}
        </p>
        <span className={classes['ways']}>
          <IconButton label="Dismiss this notice" icon={<X />} onPress={() => setFields([])} />
        </span>
      </div>
    </section>
  );
}

function Place({ place: { name, about, show }, onShown }: { place: TypedPlace; onShown: () => void }) {
  const { title, gone } = useTitle(about);
  return (
    <span>
      <span>
        {name}
        {title ? (
          <>
            {' '}
            of “<bdi>{shortTextOf(title, titleLength)}</bdi>”
          </>
        ) : null}
      </span>
      {show && !gone ? (
        <Button
          size="s"
          onPress={() => {
            show();
            onShown();
          }}
        >
          Show
        </Button>
      ) : null}
    </span>
  );
}

/** The words of the thing that words are about. What was deleted meanwhile cannot be shown. */
function useTitle(about: TypedPlace['about']): { title: string | undefined; gone: boolean } {
  const claimId = about?.kind === 'claim' ? about.id : '';
  const claim = useQuery(api.claims.get.queryOptions({ input: { claimId }, enabled: claimId !== '' }));
  const documents = useQuery(api.documents.titles.queryOptions({ input: {}, enabled: about?.kind === 'document' }));
  if (about?.kind === 'claim') return { title: claim.data && (claim.data.shortText || claim.data.text), gone: claim.isError };
  if (about?.kind !== 'document') return { title: undefined, gone: false };
  const title = documents.data?.find(({ id }) => id === about.id)?.title;
  return { title, gone: documents.data !== undefined && title === undefined };
}
