import { X } from 'lucide-react';
import styles from './Chip.module.css';

export interface ChipProps {
  label: string;
  removeLabel: string;
  onRemove: () => void;
}

export function Chip({ label, removeLabel, onRemove }: ChipProps) {
  return (
    <span className={styles.chip}>
      <span className={styles.label} title={label}>
        {label}
      </span>
      <button
        type="button"
        className={styles.remove}
        aria-label={removeLabel}
        title={removeLabel}
        onClick={onRemove}
      >
        <X size={14} aria-hidden />
      </button>
    </span>
  );
}
