import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./key.en.ts";

const key: MessagesOf<typeof en> = {
  title: "签名密钥",
  about:
    "本工作区的报告使用自己的密钥签名。密钥在签发第一份报告时生成，并连同签发方名称一起载入公开日志，任何人均可查看。私钥由本系统加密并代为保管。",
  see: "签名密钥",
  seeAbout: "用于签署报告的密钥。可以更换密钥，也可以吊销被盗的密钥。",
  emptyTitle: "尚无密钥",
  emptyReason: "密钥在签发第一份报告时生成。",
  state: { current: "使用中", retired: "已更换", revoked: "已吊销" },
  names: (names) => `签名所用名称：${names}。`,
  separator: "、",
  since: (day) => `生成于${day}。`,
  until: (day) => `已于${day}更换，此前签署的内容依然有效。`,
  revokedSince: (day) => `自 ${day}（UTC）起吊销，此后签署的报告无效。`,
  replace: "更换密钥",
  replaceQuestion: "下一份报告将使用新密钥签名，以往的报告依然有效，旧私钥将被删除。留存旧密钥名称的读者需要新名称。",
  stolen: "密钥被盗或被冒用",
  revokeAbout: "此后，验证时将拒绝该密钥自该日起签署的内容。请撤回不再有效的报告并重新签发。此操作无法撤销。",
  day: "被盗日期",
  dayHint: "自当日 00:00（UTC）起算。",
  revoke: "吊销密钥",
  public: "读者所见",
  publicAbout: "您的签名身份和公钥。工作区删除后仍然公开。",
  file: { "did.json": "DID 文档", "jwks.json": "JWKS 密钥集" },
  done: {
    replaced: "密钥已更换。",
    revoked: "密钥已吊销，请检查哪些报告需要重新签发。",
  },
  fault: {
    day_invalid: "请填写日期。",
    day_later: "请填写今天或更早的日期。",
    no_key: "没有这一使用中的密钥，请刷新页面。",
  } as Record<string, string>,
};

export default key;
