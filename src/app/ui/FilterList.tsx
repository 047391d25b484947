import { Combobox } from '@base-ui/react/combobox';
import { Check, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './FilterList.module.css';
import { useFocusOnMount } from './hooks/use-focus-on-mount.ts';

export interface FilterListItem {
  value: string;
  label: string;
  detail?: string | undefined;
  icon?: ReactNode;
}

export interface FilterListGroup {
  key: string;
  heading?: string | undefined;
  items: readonly FilterListItem[];
}

export interface FilterListProps {
  label: string;
  placeholder: string;
  /** The typed text; the caller filters the groups by it. */
  query: string;
  onQuery: (query: string) => void;
  groups: readonly FilterListGroup[];
  values: readonly string[];
  onPick: (value: string) => void;
  note?: ReactNode;
}

/** Renders a search input with the list that it filters. */
export function FilterList(props: FilterListProps) {
  const groups = props.groups.filter(({ items }) => items.length > 0);
  const input = useFocusOnMount<HTMLInputElement>();
  const selected = groups
    .flatMap(({ items }) => items)
    .filter(({ value }) => props.values.includes(value));
  // With several selected values every pick is a change, so the combobox has no value of its own.
  const comboboxValue = selected.length === 1 ? (selected[0] ?? null) : null;
  return (
    <Combobox.Root
      inline
      open
      autoHighlight
      items={groups}
      filter={null}
      value={comboboxValue}
      inputValue={props.query}
      isItemEqualToValue={(a: FilterListItem, b: FilterListItem) => a.value === b.value}
      onInputValueChange={(query, { reason }) => {
        if (reason === 'input-change') props.onQuery(query);
      }}
      onValueChange={(item: FilterListItem | null) => {
        if (item) props.onPick(item.value);
      }}
      onOpenChange={(_, details) => {
        if (details.reason === 'item-press' && comboboxValue) props.onPick(comboboxValue.value);
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
