/** Something else that can be done with a chart, from its menu. */
export interface ChartAction {
  label: string;
  title?: string | undefined;
  /** Whether it is on; left out where it is nothing that can be. */
  pressed?: boolean;
  /** Why it cannot be done now. */
  offReason?: string | undefined;
  onPress: () => void;
}
