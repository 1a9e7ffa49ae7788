import { Search, X } from 'lucide-react';
import { Button, Input, SearchField } from 'react-aria-components';
import classes from './wordsFilter.module.css';

interface WordsFilterProps {
  /** What the words are looked for in. */
  label: string;
  placeholder: string;
  width: 's' | 'm';
  words: string;
  onChange: (words: string) => void;
}

/** The field for words in a bar of filters. */
export function WordsFilter({ label, placeholder, width, words, onChange }: WordsFilterProps) {
  return (
    <SearchField aria-label={label} value={words} className={classes['words']!} data-width={width} onChange={onChange}>
      <Search aria-hidden size={14} />
      <Input dir="auto" placeholder={placeholder} />
      <Button className={classes['clear']!} aria-label="Clear words">
        <X aria-hidden size={12} />
      </Button>
    </SearchField>
  );
}
