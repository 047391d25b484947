import { Combobox } from '@base-ui/react/combobox';
import { Check, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './FilterList.module.css';
import { useFocusOnMount } from './hooks/use-focus-on-mount.ts';

export interface FilterListItem {
  value: string;
  label: string;
  /** Said quietly beside the label. */
  detail?: string | undefined;
  icon?: ReactNode;
}

export interface FilterListGroup {
  /** Unique among the groups; the heading when there is one. */
  key: string;
  heading?: string | undefined;
  items: readonly FilterListItem[];
}

export interface FilterListProps {
  label: string;
  placeholder: string;
  /** What is typed; the caller decides what of it matches. */
  query: string;
  onQuery: (query: string) => void;
  groups: readonly FilterListGroup[];
  /** The values that are chosen now. */
  values: readonly string[];
  onPick: (value: string) => void;
  /** Shown, and said aloud, under the box: why nothing matches, or what more there is. */
  note?: ReactNode;
}

/** A box to type in and the list it narrows: arrows move, Enter takes, all without leaving the box. */
export function FilterList(props: FilterListProps) {
  const groups = props.groups.filter(({ items }) => items.length > 0);
  const all = groups.flatMap(({ items }) => items);
  const input = useFocusOnMount<HTMLInputElement>();
  const [only, ...more] = all.filter(({ value }) => props.values.includes(value));
  // Of several none is the list's own choice: taking one again is an answer of its own.
  const chosen = more.length === 0 ? (only ?? null) : null;
  return (
    <Combobox.Root
      inline
      open
      autoHighlight
      items={groups}
      filter={null}
      value={chosen}
      inputValue={props.query}
      isItemEqualToValue={(a: FilterListItem, b: FilterListItem) => a.value === b.value}
      onInputValueChange={(query, { reason }) => {
        if (reason === 'input-change') props.onQuery(query);
      }}
      onValueChange={(item: FilterListItem | null) => {
        if (item) props.onPick(item.value);
      }}
      onOpenChange={(_, details) => {
        // Taking the chosen item again changes no value, yet it is an answer.
        if (details.reason === 'item-press' && chosen) props.onPick(chosen.value);
      }}
    >
      <div className={styles.box}>
        <Search size={15} aria-hidden className={styles.glass} />
        <Combobox.Input
          ref={input}
          className={styles.input}
          aria-label={props.label}
          placeholder={props.placeholder}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <div aria-live="polite" className={props.note ? styles.note : undefined}>
        {props.note}
      </div>
      <Combobox.List className={styles.list} aria-label={props.label}>
        {(group: FilterListGroup) => (
          <Combobox.Group key={group.key} items={group.items} className={styles.group}>
            {group.heading !== undefined && (
              <Combobox.GroupLabel className={styles.heading}>{group.heading}</Combobox.GroupLabel>
            )}
            <Combobox.Collection>
              {(item: FilterListItem) => (
                <Combobox.Item key={item.value} value={item} className={styles.item}>
                  {item.icon}
                  <span className={styles.text}>{item.label}</span>
                  {item.detail !== undefined && (
                    <span className={styles.detail}>{item.detail}</span>
                  )}
                  {props.values.includes(item.value) && (
                    <span className={styles.check}>
                      <Check size={15} aria-hidden />
                    </span>
                  )}
                </Combobox.Item>
              )}
            </Combobox.Collection>
          </Combobox.Group>
        )}
      </Combobox.List>
    </Combobox.Root>
  );
}
