import { Popover as Base } from '@base-ui/react/popover';
import { clsx } from 'clsx';
import type { ReactElement, ReactNode } from 'react';
import styles from './Popover.module.css';

export interface OpenPopoverProps {
  label: string;
  trigger: ReactElement;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  align?: 'start' | 'center' | 'end' | undefined;
  className?: string | undefined;
  children: ReactNode;
}

/** Implements `Popover`; loaded when a popover is first opened. */
export function OpenPopover(props: OpenPopoverProps) {
  return (
    <Base.Root open={props.open} onOpenChange={(open) => props.onOpenChange(open)}>
      <Base.Trigger render={props.trigger} />
      <Base.Portal>
        <Base.Positioner
          className={styles.positioner}
          // An absolute position would widen the page on a phone until the popup is placed.
          positionMethod="fixed"
          sideOffset={6}
          collisionPadding={8}
          align={props.align ?? 'start'}
        >
          <Base.Popup className={clsx(styles.popup, props.className)} aria-label={props.label}>
            {props.children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
