import type { FormEvent } from "react";
import { TextField } from "#app/kit/field.tsx";
import { Button } from "#app/kit/plain-button.tsx";
import { Section } from "#app/kit/section.tsx";
import { hostOfDid } from "#app/proof/did-document.ts";
import type { Judgement } from "./judge-files.ts";
import type { OfflineWords } from "./words.ts";

interface ConfirmKeyProps {
  judgement: Extract<Judgement, { kind: "report" }>;
  keyName: string;
  onKeyName: (name: string) => void;
  onOwnAnchors: () => void;
  t: OfflineWords;
}

/** Asks for the name of the key from another source until the signing key is confirmed. */
export function ConfirmKey({ judgement, keyName, onKeyName, onOwnAnchors, t }: ConfirmKeyProps) {
  const { anchors, verification } = judgement;
  const { facts, isKeyConfirmed } = verification;
  if (facts === null || isKeyConfirmed) return null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onKeyName(String(new FormData(event.currentTarget).get("key")));
  };
  return (
    <Section title={t.confirm.title}>
      <p className="mt-3 max-w-[41rem] text-14">{t.confirm.text(hostOfDid(facts.issuer.did) ?? facts.issuer.did)}</p>
      <form
        onSubmit={submit}
        className="mt-4 flex max-w-[41rem] items-start gap-2 max-md:flex-col max-md:items-stretch"
      >
        <div className="min-w-0 grow">
          <TextField
            label={t.confirm.label}
            name="key"
            defaultValue={keyName}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            required
            error={keyName === "" ? undefined : t.confirm.other}
          />
        </div>
        <div className="pt-5 max-md:pt-0">
          <Button variant="primary" isWide>
            {t.confirm.compare}
          </Button>
        </div>
      </form>
      {anchors.length > 0 && (
        <div className="mt-6 max-w-[41rem] border-t border-line pt-4">
          <p className="text-14">{t.confirm.given(anchors.join(t.confirm.separator))}</p>
          <div className="mt-3">
            <Button variant="secondary" onClick={onOwnAnchors}>
              {t.confirm.own}
            </Button>
          </div>
        </div>
      )}
    </Section>
  );
}
