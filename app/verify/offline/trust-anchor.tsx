import { Section } from "#app/kit/section.tsx";
import { hostOfDid } from "#app/proof/did-document.ts";
import type { CheckpointComparison } from "#app/proof/kept-evidence.ts";
import type { Judgement } from "./judge-files.ts";
import type { OfflineWords } from "./words.ts";

/** Names of the keys used, and how a reader can find out whether they are the issuer's. */
export function TrustAnchor({ judgement, t }: { judgement: Extract<Judgement, { kind: "report" }>; t: OfflineWords }) {
  const { verification, keys, logKeys } = judgement;
  const { facts, checks, checkpoint, isKeyConfirmed } = verification;
  const { keyId, keyHost, keySince } = checks.find((check) => check.id === "signature")?.facts ?? {};
  const host = facts && hostOfDid(facts.issuer.did);
  return (
    <>
      <Section title={t.trust.title} isAside>
        <p className="text-14 text-muted">{t.trust[keys === "carried" && isKeyConfirmed ? "confirmed" : keys]}</p>
        {keyId && facts && <Name label={t.trust.credentialKey} name={`${facts.issuer.did}#${keyId}`} />}
        {keyHost && keySince && (
          <p className="mt-1 text-12 text-muted">{t.trust.held(keyHost, keySince.slice(0, 10))}</p>
        )}
        {logKeys.map((key) => (
          <Name key={key} label={t.trust.logKeys} name={key} />
        ))}
        {keys === "carried" && host && <p className="mt-2 text-12 text-muted">{t.trust.publishedAt(host)}</p>}
      </Section>
      {checkpoint && (
        <Section title={t.checkpoint.title} isAside>
          <p className={`text-14 ${checkpoint.kind === "fork" ? "font-semibold text-bad-ink" : "text-muted"}`}>
            {checkpointWords(checkpoint, t)}
          </p>
        </Section>
      )}
    </>
  );
}

function Name({ label, name }: { label: string; name: string }) {
  return (
    <p className="mt-3 text-12">
      <span className="block font-semibold">{label}</span>
      <code className="break-all">{name}</code>
    </p>
  );
}

function checkpointWords(checkpoint: CheckpointComparison, t: OfflineWords): string {
  switch (checkpoint.kind) {
    case "equal":
      return t.checkpoint.equal(checkpoint.size);
    case "fork":
      return t.checkpoint.fork(checkpoint.size);
    case "same_key":
      return t.checkpoint.sameKey(checkpoint.kept, checkpoint.size);
    case "no_match":
      return t.checkpoint.noMatch;
  }
}
