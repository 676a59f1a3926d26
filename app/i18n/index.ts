import enAccount from "./en/account.ts";
import enActivity from "./en/activity.ts";
import enActivityFile from "./en/activity-file.ts";
import enActivityImport from "./en/activity-import.ts";
import enApi from "./en/api.ts";
import enAssurance from "./en/assurance.ts";
import enAuditTrail from "./en/audit-trail.ts";
import enBrand from "./en/brand.ts";
import enCarbon from "./en/carbon.ts";

import enClient from "./en/client.ts";

import enClientBoard from "./en/client-board.ts";

import enCommon from "./en/common.ts";
import enComparison from "./en/comparison.ts";
import enDataRequest from "./en/data-request.ts";
import enDisclosure from "./en/disclosure.ts";
import enEngagement from "./en/engagement.ts";
import enError from "./en/error.ts";
import enEvidence from "./en/evidence.ts";
import enExportedService from "./en/exported-service.ts";
import enFacility from "./en/facility.ts";
import enFactor from "./en/factor.ts";
import enInventory from "./en/inventory.ts";
import enInvoice from "./en/invoice.ts";
import enLedger from "./en/ledger.ts";
import enListing from "./en/listing.ts";
import enLogMonitor from "./en/log-monitor.ts";
import enLog from "./en/log-page.ts";
import enMarketing from "./en/marketing.ts";
import enMatching from "./en/matching.ts";
import enMethod from "./en/method.ts";
import enOrder from "./en/order.ts";
import enOrganization from "./en/organization.ts";
import enOwnFactor from "./en/own-factor.ts";
import enPackage from "./en/package.ts";
import enPayment from "./en/payment.ts";
import enPlan from "./en/plan.ts";
import enPlanOrder from "./en/plan-order.ts";
import enPolicy from "./en/policy.ts";
import enQuote from "./en/quote.ts";
import enReceipt from "./en/receipt.ts";
import enRefund from "./en/refund.ts";
import enRelease from "./en/release.ts";
import enReport from "./en/report.ts";
import enReportAnnex from "./en/report-annex.ts";
import enReportLife from "./en/report-life.ts";
import enReportPage from "./en/report-page.ts";
import enReview from "./en/review.ts";
import enSeller from "./en/seller.ts";
import enService from "./en/service.ts";
import enSheet from "./en/sheet.ts";
import enTask from "./en/task.ts";
import enTenant from "./en/tenant.ts";
import enTenantData from "./en/tenant-data.ts";
import enTime from "./en/time.ts";
import enTradeDocument from "./en/trade-document.ts";
import enTwoPeople from "./en/two-people.ts";
import enVerify from "./en/verify.ts";
import enVerifyMany from "./en/verify-many.ts";
import enWithholding from "./en/withholding.ts";
import type { Locale } from "./locale.ts";
import type { MessagesOf } from "./messages-of.ts";
import zhAccount from "./zh/account.ts";
import zhActivity from "./zh/activity.ts";
import zhActivityFile from "./zh/activity-file.ts";
import zhActivityImport from "./zh/activity-import.ts";
import zhApi from "./zh/api.ts";
import zhAssurance from "./zh/assurance.ts";
import zhAuditTrail from "./zh/audit-trail.ts";
import zhBrand from "./zh/brand.ts";
import zhCarbon from "./zh/carbon.ts";

import zhClient from "./zh/client.ts";

import zhClientBoard from "./zh/client-board.ts";

import zhCommon from "./zh/common.ts";
import zhComparison from "./zh/comparison.ts";
import zhDataRequest from "./zh/data-request.ts";
import zhDisclosure from "./zh/disclosure.ts";
import zhEngagement from "./zh/engagement.ts";
import zhError from "./zh/error.ts";
import zhEvidence from "./zh/evidence.ts";
import zhExportedService from "./zh/exported-service.ts";
import zhFacility from "./zh/facility.ts";
import zhFactor from "./zh/factor.ts";
import zhInventory from "./zh/inventory.ts";
import zhInvoice from "./zh/invoice.ts";
import zhLedger from "./zh/ledger.ts";
import zhListing from "./zh/listing.ts";
import zhLogMonitor from "./zh/log-monitor.ts";
import zhLog from "./zh/log-page.ts";
import zhMarketing from "./zh/marketing.ts";
import zhMatching from "./zh/matching.ts";
import zhMethod from "./zh/method.ts";
import zhOrder from "./zh/order.ts";
import zhOrganization from "./zh/organization.ts";
import zhOwnFactor from "./zh/own-factor.ts";
import zhPackage from "./zh/package.ts";
import zhPayment from "./zh/payment.ts";
import zhPlan from "./zh/plan.ts";
import zhPlanOrder from "./zh/plan-order.ts";
import zhPolicy from "./zh/policy.ts";
import zhQuote from "./zh/quote.ts";
import zhReceipt from "./zh/receipt.ts";
import zhRefund from "./zh/refund.ts";
import zhRelease from "./zh/release.ts";
import zhReport from "./zh/report.ts";
import zhReportAnnex from "./zh/report-annex.ts";
import zhReportLife from "./zh/report-life.ts";
import zhReportPage from "./zh/report-page.ts";
import zhReview from "./zh/review.ts";
import zhSeller from "./zh/seller.ts";
import zhService from "./zh/service.ts";
import zhSheet from "./zh/sheet.ts";
import zhTask from "./zh/task.ts";
import zhTenant from "./zh/tenant.ts";
import zhTenantData from "./zh/tenant-data.ts";
import zhTime from "./zh/time.ts";
import zhTradeDocument from "./zh/trade-document.ts";
import zhTwoPeople from "./zh/two-people.ts";
import zhVerify from "./zh/verify.ts";
import zhVerifyMany from "./zh/verify-many.ts";
import zhWithholding from "./zh/withholding.ts";

const en = {
  account: enAccount,
  activity: enActivity,
  activityFile: enActivityFile,
  activityImport: enActivityImport,
  assurance: enAssurance,
  auditTrail: enAuditTrail,
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
  listing: enListing,
  release: enRelease,
  time: enTime,
  tenant: enTenant,
  tenantData: enTenantData,
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
  listing: zhListing,
  release: zhRelease,
  time: zhTime,
  tenant: zhTenant,
  tenantData: zhTenantData,
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
