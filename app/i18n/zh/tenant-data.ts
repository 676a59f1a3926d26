import type en from "../en/tenant-data.ts";
import type { MessagesOf } from "../messages-of.ts";

const tenantData = {
  title: "工作区数据",
  about: "本工作区保存的全部数据，供工作区管理人员处理。",
  see: "工作区数据",
  seeAbout: "导出工作区保存的全部数据。",
  export: {
    title: "导出",
    about:
      "一个 ZIP 文件，包含同一时刻的全部数据：每张表的每一行、已签发的报告、凭证及其他文件，并附清单列出每个文件的哈希值。其中含有姓名和邮箱地址，请妥善保管。",
    emptyTitle: "尚未导出",
    emptyReason: "导出在后台进行，完成后 7 天内可由工作区管理人员下载。申请导出和下载均记入审计轨迹。",
    ask: "导出全部数据",
    askAgain: "重新导出",
    queued: "即将开始导出。",
    running: "正在导出。",
    progress: (done, of) => `${of} 项表格和文件，已完成 ${done} 项`,
    reload: "刷新页面可查看进度。",
    cancel: "取消导出",
    cancelled: "导出已取消，未保留任何内容。",
    failed: "导出失败，请重新申请；如再次失败，请联系系统运维人员。",
    unauthorised: "申请人已不再管理本工作区，导出已终止。",
    download: "下载",
    ready: (size) => `ZIP，${size}`,
    made: "生成时间",
    expires: "下载截止时间",
    expiresNote: "到期后删除，可随时重新导出。",
    holds: "内容",
    holdsCount: (rows, files) => `${rows} 行数据，${files} 份报告和文件`,
    hash: "SHA-256",
    check: "用 “truetonne pack verify 文件” 可按清单逐一核对其中的文件。",
    replaced: "新的导出将取代当前文件。",
  },
  problem: {
    export_running: "已有导出正在进行，请等待完成或先取消。",
  },
} satisfies MessagesOf<typeof en>;

export default tenantData;
