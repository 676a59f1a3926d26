import { Form } from "@remix-run/react";
import { KindField } from "#app/account/kind-field.tsx";
import { LogoField } from "#app/brand/logo-field.tsx";
import { type FormFault, useBrandFault } from "#app/brand/use-brand-fault.ts";
import type { Zone } from "#app/day/zone.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { ChoiceField } from "#app/kit/choice-field.tsx";
import { DoneNote } from "#app/kit/done-note.tsx";
import { TextField } from "#app/kit/field.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { LooserRuleNote } from "#app/kit/looser-rule-note.tsx";
import { NameField } from "#app/kit/name-field.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { ZoneField } from "#app/kit/zone-field.tsx";
import { BasedOn } from "#app/setting/based-on.tsx";
import type { Meanwhile } from "#app/setting/setting.ts";
import type { TenantKind } from "#db/schema.ts";

interface TenantSettingsPageProps {
  tenantId: string;
  name: string;
  kind: TenantKind;
  /** Only an owner may. */
  mayChangeKind: boolean;
  zone: Zone;
  zones: readonly Zone[];
  mayManage: boolean;
  done: boolean;
  brand: {
    version: number;
    accent: string;
    name: { en: string; zh: string };
    logo: { width: number; height: number } | null;
  };
  releaseRule: Rule;
  factorRule: Rule;
  failedMails: number;
  /** Null if the operator has set up no model. */
  model: { isAllowed: boolean } | null;
  answer: RefusedLook | RefusedForm | null;
}

interface RefusedForm {
  errors: Record<string, string>;
  typed: Record<string, string>;
  meanwhile?: Meanwhile | undefined;
}

/** The last saved rule, and until when an earlier, stricter rule still applies. */
interface Rule {
  isOn: boolean;
  version: number;
  stricterUntil: string | null;
}

interface RefusedLook {
  fault: FormFault;
  typed: { accent: string; nameEn: string; nameZh: string; setting: string; basedOn: string };
}

/** Settings for the reports of all organizations of a workspace. */
export function TenantSettingsPage(props: TenantSettingsPageProps) {
  const { tenantId, name, kind, mayManage, done, releaseRule, factorRule, failedMails, answer } = props;
  const { assurance, release, tenantData, failedMail, identity, directory, model } = useMessages();
  const t = release.settings;
  const look = answer && "fault" in answer ? answer : null;
  const isLook = look !== null || answer?.typed.setting === "tenant_brand";
  const refusedName =
    answer && "errors" in answer && answer.errors.workspaceName ? (answer.typed.workspaceName ?? "") : null;
  const fault = look?.fault;
  const sentence = useBrandFault(fault);
  return (
    <PageBody>
      <PageHeader title={t.title} about={t.about} />
      {done && <DoneNote>{t.saved}</DoneNote>}
      <div className="max-w-160 space-y-12">
        <FormErrors errors={fault && sentence ? [{ field: fault.field, message: sentence }] : []} />
        <NameSection name={name} refused={refusedName} mayManage={mayManage} />
        <KindSection {...props} />
        <ZoneSection {...props} />
        <BrandSection {...props} look={look} typed={isLook && answer ? { ...answer.typed } : {}} sentence={sentence} />
        <RuleSection
          title={t.rule}
          about={t.ruleAbout}
          intent="rule"
          setting="release_rule"
          field="second"
          rule={releaseRule}
          typed={answer?.typed.setting === "release_rule" ? answer.typed : {}}
          words={[t.one, t.two]}
          mayManage={mayManage}
        />
        <RuleSection
          title={t.factor}
          about={t.factorAbout}
          intent="factor"
          setting="second_factor_rule"
          field="allFactors"
          rule={factorRule}
          typed={answer?.typed.setting === "second_factor_rule" ? answer.typed : {}}
          words={[t.factorManagers, t.factorAll]}
          mayManage={mayManage}
        />
        <Section title={identity.see}>
          <p className="mt-3 mb-4 text-14 text-muted">{identity.seeAbout}</p>
          <ButtonLink variant="secondary" to={`/tenants/${tenantId}/domains`}>
            {identity.see}
          </ButtonLink>
        </Section>
        {kind === "verification_body" && (
          <Section title={assurance.disowning.title}>
            <p className="mt-3 mb-4 text-14 text-muted">{assurance.disowning.seeAbout}</p>
            <ButtonLink variant="secondary" to={`/tenants/${tenantId}/named-statements`}>
              {assurance.disowning.title}
            </ButtonLink>
          </Section>
        )}
        {kind === "verification_body" && (
          <Section title={directory.settings.title}>
            <p className="mt-3 mb-4 text-14 text-muted">{directory.settings.seeAbout}</p>
            <ButtonLink variant="secondary" to={`/tenants/${tenantId}/directory`}>
              {directory.settings.title}
            </ButtonLink>
          </Section>
        )}
        <Section title={identity.key.see}>
          <p className="mt-3 mb-4 text-14 text-muted">{identity.key.seeAbout}</p>
          <ButtonLink variant="secondary" to={`/tenants/${tenantId}/signing-key`}>
            {identity.key.see}
          </ButtonLink>
        </Section>
        {props.model && (
          <Section title={model.see}>
            <p className="mt-3 mb-4 text-14 text-muted">{model.seeAbout(props.model.isAllowed)}</p>
            <ButtonLink variant="secondary" to={`/tenants/${tenantId}/model`}>
              {model.see}
            </ButtonLink>
          </Section>
        )}
        {mayManage && (
          <Section title={failedMail.title}>
            <p className="mt-3 mb-4 text-14 text-muted">{failedMail.seeAbout(failedMails)}</p>
            <ButtonLink variant="secondary" to={`/tenants/${tenantId}/mail`}>
              {failedMail.see}
            </ButtonLink>
          </Section>
        )}
        {mayManage && (
          <Section title={tenantData.see}>
            <p className="mt-3 mb-4 text-14 text-muted">{tenantData.seeAbout}</p>
            <ButtonLink variant="secondary" to={`/tenants/${tenantId}/data`}>
              {tenantData.see}
            </ButtonLink>
          </Section>
        )}
      </div>
    </PageBody>
  );
}

/** Name of the workspace for members, clients and partners. */
function NameSection({ name, refused, mayManage }: { name: string; refused: string | null; mayManage: boolean }) {
  const t = useMessages().release.settings;
  return (
    <Section title={t.workspace}>
      <Form method="post" className="mt-4 space-y-4" noValidate>
        <input type="hidden" name="intent" value="rename" />
        <NameField
          label={t.workspaceName}
          hint={t.workspaceHint}
          name="workspaceName"
          maxLength={200}
          defaultValue={refused ?? name}
          error={refused === null ? undefined : t.workspaceNameMissing}
          disabled={!mayManage}
          autoComplete="organization"
        />
        {mayManage && <Button>{t.save}</Button>}
      </Form>
    </Section>
  );
}

/** What the workspace is. */
function KindSection({ kind, mayChangeKind }: Pick<TenantSettingsPageProps, "kind" | "mayChangeKind">) {
  const { tenant, release } = useMessages();
  return (
    <Section title={tenant.kind.title}>
      <p className="mt-3 text-14 text-muted">{tenant.kind.about}</p>
      <Form method="post" className="mt-4 space-y-4">
        <input type="hidden" name="intent" value="kind" />
        <KindField value={kind} isDisabled={!mayChangeKind} />
        {mayChangeKind && <Button>{release.settings.save}</Button>}
      </Form>
    </Section>
  );
}

/** Time zone of its days, and of members without their own zone. */
function ZoneSection({ zone, zones, mayManage }: Pick<TenantSettingsPageProps, "zone" | "zones" | "mayManage">) {
  const t = useMessages().release.settings;
  return (
    <Section title={t.zone}>
      <Form method="post" className="mt-4 space-y-4">
        <input type="hidden" name="intent" value="zone" />
        <ZoneField label={t.zoneLabel} hint={t.zoneHint} zones={zones} value={zone} disabled={!mayManage} />
        {mayManage && <Button>{t.save}</Button>}
      </Form>
    </Section>
  );
}

/** Design and issuer name of the reports of the workspace. */
function BrandSection(
  props: Pick<TenantSettingsPageProps, "mayManage" | "brand"> & {
    look: RefusedLook | null;
    typed: Record<string, string>;
    sentence: string | undefined;
  },
) {
  const { mayManage, brand, look, typed, sentence } = props;
  const t = useMessages().release.settings;
  const { fault } = look ?? {};
  const errorOf = (field: string) => (fault?.field === field ? sentence : undefined);
  return (
    <Section title={t.brand}>
      <p className="mt-3 text-14 text-muted">{t.brandAbout}</p>
      <Form method="post" encType="multipart/form-data" className="mt-4 space-y-4" noValidate>
        <BasedOn setting="tenant_brand" version={brand.version} />
        <NameField
          label={t.nameEn}
          hint={t.nameHint}
          name="nameEn"
          defaultValue={typed.nameEn ?? brand.name.en}
          error={errorOf("nameEn")}
          disabled={!mayManage}
        />
        <NameField
          label={t.nameZh}
          name="nameZh"
          defaultValue={typed.nameZh ?? brand.name.zh}
          error={errorOf("nameZh")}
          disabled={!mayManage}
        />
        <div className="flex max-w-80 items-start gap-3">
          <div className="grow">
            <TextField
              label={t.accent}
              hint={t.accentHint}
              name="accent"
              defaultValue={typed.accent ?? brand.accent}
              error={errorOf("accent")}
              disabled={!mayManage}
            />
          </div>
          <svg width="36" height="36" aria-hidden="true" className="mt-[22px] shrink-0 rounded-6">
            <rect width="36" height="36" fill={brand.accent} />
          </svg>
        </div>
        {mayManage && <LogoField hint={t.logoHint} error={errorOf("logo")} logo={brand.logo} />}
        {mayManage && <Button>{t.save}</Button>}
      </Form>
    </Section>
  );
}

interface RuleSectionProps {
  title: string;
  about: string;
  intent: string;
  setting: string;
  field: string;
  rule: Rule;
  /** Errors of its form. */
  typed: Record<string, string>;
  /** Explanations for off and on. */
  words: readonly [string, string];
  mayManage: boolean;
}

/** A workspace rule that can be turned on or off. */
function RuleSection(props: RuleSectionProps) {
  const { title, about, intent, setting, field, rule, typed, words, mayManage } = props;
  const t = useMessages().release.settings;
  return (
    <Section title={title}>
      <Form method="post" className="mt-4 space-y-4">
        <BasedOn setting={setting} version={rule.version} />
        <input type="hidden" name="intent" value={intent} />
        <ChoiceField
          label={about}
          name={field}
          defaultValue={typed[field] ?? (rule.isOn ? "yes" : "no")}
          isDisabled={!mayManage}
          choices={[
            { value: "no", label: words[0] },
            { value: "yes", label: words[1] },
          ]}
        />
        <LooserRuleNote until={rule.stricterUntil} />
        {mayManage && <Button>{t.save}</Button>}
      </Form>
    </Section>
  );
}
