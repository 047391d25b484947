/** A text in ICU message format. */
export interface Message {
  en: string;
  zh: string;
}

/**
 * Type that a catalogue file has to satisfy. `RequiredKey` lists the keys that code builds from a domain
 * value, such as `metric.${Metric}`, so that a missing message is an error in the catalogue file.
 */
export type Catalogue<RequiredKey extends string = never> = Readonly<
  Record<string, Message> & Record<RequiredKey, Message>
>;
