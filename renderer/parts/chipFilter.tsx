import { Check, ChevronDown, X } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Autocomplete,
  Button,
  Dialog,
  DialogTrigger,
  Input,
  ListBox,
  ListBoxItem,
  Popover,
  SearchField,
  useFilter,
} from 'react-aria-components';
import classes from './chipFilter.module.css';

interface ChipFilterProps {
  label: string;
  options: readonly { value: string; label: string; icon?: ReactNode }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** A quiet chip that opens a list of choices; any of the chosen ones may match. */
export function ChipFilter({ label, options, chosen, onChange }: ChipFilterProps) {
  const { contains } = useFilter({ sensitivity: 'base' });
  const names = options.filter((option) => chosen.includes(option.value)).map((option) => option.label);
  const summary = names.length === 0 ? '' : names.length <= 2 ? names.join(', ') : `${names.length} chosen`;
  return (
    <span className={classes['chip']} data-on={names.length > 0 || undefined}>
      <DialogTrigger>
        <Button className={classes['open']!}>
          {label}
          {summary ? <b>{summary}</b> : <ChevronDown aria-hidden size={12} />}
        </Button>
        <Popover className={classes['popover']!} offset={4} placement="bottom start">
          <Dialog className={classes['dialog']!} aria-label={`Filter by ${label.toLowerCase()}`}>
            <Autocomplete filter={contains}>
              {options.length > 8 ? (
                <SearchField aria-label={`Find in ${label.toLowerCase()}`} autoFocus className={classes['search']!}>
                  <Input dir="auto" placeholder="Find…" />
                </SearchField>
              ) : null}
              <ListBox
                aria-label={label}
                autoFocus={options.length <= 8}
                selectionMode="multiple"
                escapeKeyBehavior="none"
                selectedKeys={chosen}
                className={classes['list']!}
                renderEmptyState={() => <p className={classes['nothing']}>Nothing to choose from.</p>}
                onSelectionChange={(keys) => onChange(keys === 'all' ? options.map((option) => option.value) : [...keys].map(String))}
              >
                {options.map((option) => (
                  <ListBoxItem key={option.value} id={option.value} textValue={option.label} className={classes['option']!}>
                    {({ isSelected }) => (
                      <>
                        <span className={classes['box']} data-on={isSelected || undefined}>
                          {isSelected ? <Check aria-hidden size={11} /> : null}
                        </span>
                        {option.icon ?? <span className={classes['name']}>{option.label}</span>}
                      </>
                    )}
                  </ListBoxItem>
                ))}
              </ListBox>
            </Autocomplete>
          </Dialog>
        </Popover>
      </DialogTrigger>
      {names.length > 0 ? (
        <Button className={classes['clear']!} aria-label={`Any ${label.toLowerCase()}`} onPress={() => onChange([])}>
          <X aria-hidden size={12} />
        </Button>
      ) : null}
    </span>
  );
}
