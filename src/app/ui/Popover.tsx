import { cloneElement, useState } from 'react';
import type { ReactElement } from 'react';
import { lazyComponent } from './deferred/lazy-component.tsx';
import type { LazyComponent } from './deferred/lazy-component.tsx';
import type { OpenPopoverProps } from './OpenPopover.tsx';

export interface PopoverProps extends OpenPopoverProps {
  trigger: ReactElement<TriggerProps>;
}

interface TriggerProps {
  'aria-haspopup'?: 'dialog';
  'aria-expanded'?: boolean;
  onClick?: () => void;
  onFocus?: () => void;
  onPointerEnter?: () => void;
}

const popup: LazyComponent<PopoverProps> = lazyComponent(
  async () => (await import('./OpenPopover.tsx')).OpenPopover,
  'dialog',
  ClosedPopover,
);

/** Renders a small panel under a button. The code that places it is loaded on first use. */
export function Popover(props: PopoverProps) {
  const [wasOpened, setWasOpened] = useState(popup.isLoaded);
  if (props.open && !wasOpened) setWasOpened(true);
  return wasOpened ? <popup.Component {...props} /> : <ClosedPopover {...props} />;
}

function ClosedPopover({ trigger, open, onOpenChange }: PopoverProps) {
  return cloneElement(trigger, {
    'aria-haspopup': 'dialog',
    'aria-expanded': open,
    onClick: () => onOpenChange(!open),
    onFocus: popup.prefetch,
    onPointerEnter: popup.prefetch,
  });
}
