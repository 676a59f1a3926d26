/** A text in one or both languages of the report. */
export interface LocalText {
  en?: string;
  zh?: string;
}
