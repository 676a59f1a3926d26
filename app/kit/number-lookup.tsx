import { TextField } from "./field.tsx";
import { useMessages } from "./i18n-context.tsx";
import { Button } from "./plain-button.tsx";

interface NumberLookupProps {
  defaultValue?: string;
  error?: string | undefined;
  /** 48 px high, with the button below the field on a phone, for the home page. */
  isLarge?: boolean;
}

/** Report number → `/verify?number=…`, as a plain form. */
export function NumberLookup({ defaultValue, error, isLarge }: NumberLookupProps) {
  const { marketing } = useMessages();
  return (
    <form
      method="get"
      action="/verify"
      className={`flex gap-2 print:hidden ${error ? "items-start" : "items-end"} ${isLarge ? "max-md:flex-col max-md:items-stretch" : ""}`}
    >
      <div className="min-w-0 grow">
        <TextField
          label={marketing.numberLabel}
          name="number"
          defaultValue={defaultValue}
          placeholder={isLarge ? marketing.numberExample : marketing.numberShape}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          required
          error={error}
          isLarge={isLarge}
        />
      </div>
      <div className={error ? "pt-5 max-md:pt-0" : ""}>
        <Button variant={isLarge ? "primary" : "secondary"} size={isLarge ? "large" : "normal"} isWide>
          {isLarge ? marketing.verifyButton : marketing.lookUpButton}
        </Button>
      </div>
    </form>
  );
}
