// The languages of the interface, one per line. Their messages are in `words.*.ts`.
export { default as en } from "./language.en.ts";
export { default as zh } from "./language.zh.ts";
