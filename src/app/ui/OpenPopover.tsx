import { Popover as Base } from '@base-ui/react/popover';
import { clsx } from 'clsx';
import type { ReactElement, ReactNode } from 'react';
import styles from './Popover.module.css';

export interface OpenPopoverProps {
  /** What the popup is, for screen readers. */
  label: string;
  /** The button it hangs on. */
  trigger: ReactElement;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  align?: 'start' | 'center' | 'end' | undefined;
  className?: string | undefined;
  children: ReactNode;
}

/** The panel with its button, once it has been opened: Escape, a press outside or the button again closes it. */
export function OpenPopover(props: OpenPopoverProps) {
  return (
    <Base.Root open={props.open} onOpenChange={(open) => props.onOpenChange(open)}>
      <Base.Trigger render={props.trigger} />
      <Base.Portal>
        <Base.Positioner
          className={styles.positioner}
          // Fixed: a panel that is about to move must not widen the page on a phone.
          positionMethod="fixed"
          sideOffset={6}
          collisionPadding={8}
          align={props.align ?? 'start'}
        >
          <Base.Popup
            className={clsx(styles.popup, props.className)}
            aria-label={props.label}
          >
            {props.children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
