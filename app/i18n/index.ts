import enAccount from "#app/access/account.en.ts";
import zhAccount from "#app/access/account.zh.ts";
import enTwoPeople from "#app/access/two-people.en.ts";
import zhTwoPeople from "#app/access/two-people.zh.ts";
import enApi from "#app/api/api.en.ts";
import zhApi from "#app/api/api.zh.ts";
import enAssurance from "#app/assurance/assurance.en.ts";
import zhAssurance from "#app/assurance/assurance.zh.ts";
import enBrand from "#app/brand/brand.en.ts";
import zhBrand from "#app/brand/brand.zh.ts";
import enCarbon from "#app/carbon/carbon.en.ts";
import zhCarbon from "#app/carbon/carbon.zh.ts";
import enTenantData from "#app/custody/tenant-data.en.ts";
import zhTenantData from "#app/custody/tenant-data.zh.ts";
import enEngagement from "#app/engagement/engagement.en.ts";
import zhEngagement from "#app/engagement/engagement.zh.ts";
import enEvidence from "#app/evidence/evidence.en.ts";
import zhEvidence from "#app/evidence/evidence.zh.ts";
import enFactor from "#app/factors/factor.en.ts";
import zhFactor from "#app/factors/factor.zh.ts";
import enMatching from "#app/factors/matching.en.ts";
import zhMatching from "#app/factors/matching.zh.ts";
import enOwnFactor from "#app/factors/own/own-factor.en.ts";
import zhOwnFactor from "#app/factors/own/own-factor.zh.ts";
import enMarketing from "#app/home/marketing.en.ts";
import zhMarketing from "#app/home/marketing.zh.ts";
import enList from "#app/kit/list/list.en.ts";
import zhList from "#app/kit/list/list.zh.ts";
import enLogMonitor from "#app/log/log-monitor.en.ts";
import zhLogMonitor from "#app/log/log-monitor.zh.ts";
import enLog from "#app/log/log-page.en.ts";
import zhLog from "#app/log/log-page.zh.ts";
import enOrganization from "#app/organization/organization.en.ts";
import zhOrganization from "#app/organization/organization.zh.ts";
import enFacility from "#app/places/facility.en.ts";
import zhFacility from "#app/places/facility.zh.ts";
import enPlan from "#app/plan/plan.en.ts";
import zhPlan from "#app/plan/plan.zh.ts";
import enPlanOrder from "#app/plan/plan-order.en.ts";
import zhPlanOrder from "#app/plan/plan-order.zh.ts";
import enActivity from "#app/records/activity.en.ts";
import zhActivity from "#app/records/activity.zh.ts";
import enActivityFile from "#app/records/import/activity-file.en.ts";
import zhActivityFile from "#app/records/import/activity-file.zh.ts";
import enActivityImport from "#app/records/import/activity-import.en.ts";
import zhActivityImport from "#app/records/import/activity-import.zh.ts";
import enMethod from "#app/records/method/method.en.ts";
import zhMethod from "#app/records/method/method.zh.ts";
import enSheet from "#app/records/sheet/sheet.en.ts";
import zhSheet from "#app/records/sheet/sheet.zh.ts";
import enDisclosure from "#app/report/disclosure/disclosure.en.ts";
import zhDisclosure from "#app/report/disclosure/disclosure.zh.ts";
import enRelease from "#app/report/release/release.en.ts";
import zhRelease from "#app/report/release/release.zh.ts";
import enReport from "#app/report/report.en.ts";
import zhReport from "#app/report/report.zh.ts";
import enReportAnnex from "#app/report/report-annex.en.ts";
import zhReportAnnex from "#app/report/report-annex.zh.ts";
import enReportLife from "#app/report/report-life.en.ts";
import zhReportLife from "#app/report/report-life.zh.ts";
import enReportPage from "#app/report/report-page.en.ts";
import zhReportPage from "#app/report/report-page.zh.ts";
import enWithholding from "#app/report/withholding.en.ts";
import zhWithholding from "#app/report/withholding.zh.ts";
import enDataRequest from "#app/requests/data-request.en.ts";
import zhDataRequest from "#app/requests/data-request.zh.ts";
import enReview from "#app/review/review.en.ts";
import zhReview from "#app/review/review.zh.ts";
import enTask from "#app/review/task.en.ts";
import zhTask from "#app/review/task.zh.ts";
import enComparison from "#app/runs/comparison/comparison.en.ts";
import zhComparison from "#app/runs/comparison/comparison.zh.ts";
import enInventory from "#app/runs/inventory.en.ts";
import zhInventory from "#app/runs/inventory.zh.ts";
import enSetting from "#app/setting/setting.en.ts";
import zhSetting from "#app/setting/setting.zh.ts";
import enPolicy from "#app/sources/policy/policy.en.ts";
import zhPolicy from "#app/sources/policy/policy.zh.ts";
import enClient from "#app/trade/client/client.en.ts";
import zhClient from "#app/trade/client/client.zh.ts";
import enClientBoard from "#app/trade/client/client-board.en.ts";
import zhClientBoard from "#app/trade/client/client-board.zh.ts";
import enTradeDocument from "#app/trade/document/trade-document.en.ts";
import zhTradeDocument from "#app/trade/document/trade-document.zh.ts";
import enInvoice from "#app/trade/invoice/invoice.en.ts";
import zhInvoice from "#app/trade/invoice/invoice.zh.ts";
import enExportedService from "#app/trade/ledger/exported-service.en.ts";
import zhExportedService from "#app/trade/ledger/exported-service.zh.ts";
import enLedger from "#app/trade/ledger/ledger.en.ts";
import zhLedger from "#app/trade/ledger/ledger.zh.ts";
import enOrder from "#app/trade/order/order.en.ts";
import zhOrder from "#app/trade/order/order.zh.ts";
import enPackage from "#app/trade/package/package.en.ts";
import zhPackage from "#app/trade/package/package.zh.ts";
import enPayment from "#app/trade/payment/payment.en.ts";
import zhPayment from "#app/trade/payment/payment.zh.ts";
import enRefund from "#app/trade/payment/refund.en.ts";
import zhRefund from "#app/trade/payment/refund.zh.ts";
import enQuote from "#app/trade/quote/quote.en.ts";
import zhQuote from "#app/trade/quote/quote.zh.ts";
import enReceipt from "#app/trade/receipt/receipt.en.ts";
import zhReceipt from "#app/trade/receipt/receipt.zh.ts";
import enSeller from "#app/trade/seller/seller.en.ts";
import zhSeller from "#app/trade/seller/seller.zh.ts";
import enService from "#app/trade/service/service.en.ts";
import zhService from "#app/trade/service/service.zh.ts";
import enTime from "#app/trade/time/time.en.ts";
import zhTime from "#app/trade/time/time.zh.ts";
import enAuditTrail from "#app/trail/audit-trail.en.ts";
import zhAuditTrail from "#app/trail/audit-trail.zh.ts";
import enListing from "#app/verify/listing.en.ts";
import zhListing from "#app/verify/listing.zh.ts";
import enVerify from "#app/verify/verify.en.ts";
import zhVerify from "#app/verify/verify.zh.ts";
import enVerifyMany from "#app/verify/verify-many.en.ts";
import zhVerifyMany from "#app/verify/verify-many.zh.ts";
import enFailedMail from "#app/workspace/mail/failed-mail.en.ts";
import zhFailedMail from "#app/workspace/mail/failed-mail.zh.ts";
import enTenant from "#app/workspace/tenant.en.ts";
import zhTenant from "#app/workspace/tenant.zh.ts";
import enCommon from "./common.en.ts";
import zhCommon from "./common.zh.ts";
import enError from "./error.en.ts";
import zhError from "./error.zh.ts";
import type { Locale } from "./locale.ts";
import type { MessagesOf } from "./messages-of.ts";

const en = {
  account: enAccount,
  activity: enActivity,
  activityFile: enActivityFile,
  activityImport: enActivityImport,
  assurance: enAssurance,
  auditTrail: enAuditTrail,
  setting: enSetting,
  api: enApi,
  brand: enBrand,
  client: enClient,
  service: enService,
  quote: enQuote,
  order: enOrder,
  carbon: enCarbon,
  common: enCommon,
  comparison: enComparison,
  dataRequest: enDataRequest,
  disclosure: enDisclosure,
  error: enError,
  evidence: enEvidence,
  facility: enFacility,
  factor: enFactor,
  inventory: enInventory,
  log: enLog,
  logMonitor: enLogMonitor,
  marketing: enMarketing,
  matching: enMatching,
  method: enMethod,
  organization: enOrganization,
  ownFactor: enOwnFactor,
  plan: enPlan,
  planOrder: enPlanOrder,
  policy: enPolicy,
  report: enReport,
  reportAnnex: enReportAnnex,
  reportLife: enReportLife,
  reportPage: enReportPage,
  sheet: enSheet,
  review: enReview,
  task: enTask,
  clientBoard: enClientBoard,
  engagement: enEngagement,
  list: enList,
  listing: enListing,
  release: enRelease,
  time: enTime,
  tenant: enTenant,
  tenantData: enTenantData,
  failedMail: enFailedMail,
  exportedService: enExportedService,
  invoice: enInvoice,
  ledger: enLedger,
  package: enPackage,
  payment: enPayment,
  refund: enRefund,
  receipt: enReceipt,
  seller: enSeller,
  tradeDocument: enTradeDocument,
  twoPeople: enTwoPeople,
  verify: enVerify,
  verifyMany: enVerifyMany,
  withholding: enWithholding,
};

/** Everything the product says, one room of the product per key. A missing or extra key in zh does not compile. */
export type Messages = MessagesOf<typeof en>;

const zh: Messages = {
  account: zhAccount,
  activity: zhActivity,
  activityFile: zhActivityFile,
  activityImport: zhActivityImport,
  assurance: zhAssurance,
  auditTrail: zhAuditTrail,
  setting: zhSetting,
  api: zhApi,
  brand: zhBrand,
  client: zhClient,
  service: zhService,
  quote: zhQuote,
  order: zhOrder,
  carbon: zhCarbon,
  common: zhCommon,
  comparison: zhComparison,
  dataRequest: zhDataRequest,
  disclosure: zhDisclosure,
  error: zhError,
  evidence: zhEvidence,
  facility: zhFacility,
  factor: zhFactor,
  inventory: zhInventory,
  log: zhLog,
  logMonitor: zhLogMonitor,
  marketing: zhMarketing,
  matching: zhMatching,
  method: zhMethod,
  organization: zhOrganization,
  ownFactor: zhOwnFactor,
  plan: zhPlan,
  planOrder: zhPlanOrder,
  policy: zhPolicy,
  report: zhReport,
  reportAnnex: zhReportAnnex,
  reportLife: zhReportLife,
  reportPage: zhReportPage,
  sheet: zhSheet,
  review: zhReview,
  task: zhTask,
  clientBoard: zhClientBoard,
  engagement: zhEngagement,
  list: zhList,
  listing: zhListing,
  release: zhRelease,
  time: zhTime,
  tenant: zhTenant,
  tenantData: zhTenantData,
  failedMail: zhFailedMail,
  exportedService: zhExportedService,
  invoice: zhInvoice,
  ledger: zhLedger,
  package: zhPackage,
  payment: zhPayment,
  refund: zhRefund,
  receipt: zhReceipt,
  seller: zhSeller,
  tradeDocument: zhTradeDocument,
  twoPeople: zhTwoPeople,
  verify: zhVerify,
  verifyMany: zhVerifyMany,
  withholding: zhWithholding,
};

const MESSAGES: Record<Locale, Messages> = { en, zh };

/** The messages of a locale: `translator("zh").report.title`. Values are strings, or functions of their parameters. */
export function translator(locale: Locale): Messages {
  return MESSAGES[locale];
}

export { isLocale, LOCALES, type Locale, languageTag, localName } from "./locale.ts";
