import account from "#app/access/account.en.ts";
import twoPeople from "#app/access/two-people.en.ts";
import ownData from "#app/account/own/own-data.en.ts";
import api from "#app/api/api.en.ts";
import assurance from "#app/assurance/assurance.en.ts";
import verification from "#app/assurance/verification.en.ts";
import bill from "#app/bill/bill.en.ts";
import brand from "#app/brand/brand.en.ts";
import carbon from "#app/carbon/carbon.en.ts";
import detail from "#app/cli/detail.en.ts";
import verifyCommand from "#app/cli/verify-command.en.ts";
import consent from "#app/consent/consent.en.ts";
import tenantData from "#app/custody/tenant-data.en.ts";
import engagement from "#app/engagement/engagement.en.ts";
import estimate from "#app/estimate/estimate.en.ts";
import evidence from "#app/evidence/evidence.en.ts";
import factor from "#app/factors/factor.en.ts";
import matching from "#app/factors/matching.en.ts";
import ownFactor from "#app/factors/own/own-factor.en.ts";
import glossary from "#app/glossary/glossary.en.ts";
import help from "#app/help/help.en.ts";
import marketing from "#app/home/marketing.en.ts";
import visit from "#app/home/visit.en.ts";
import directory from "#app/identity/directory.en.ts";
import identity from "#app/identity/identity.en.ts";
import issuerProof from "#app/identity/issuer-proof.en.ts";
import instrumentImport from "#app/instruments/import/instrument-import.en.ts";
import instrument from "#app/instruments/instrument.en.ts";
import list from "#app/kit/list/list.en.ts";
import legal from "#app/legal/legal.en.ts";
import logMonitor from "#app/log/log-monitor.en.ts";
import log from "#app/log/log-page.en.ts";
import model from "#app/model/model.en.ts";
import clientMail from "#app/notice/client-mail.en.ts";
import notice from "#app/notice/notice.en.ts";
import organization from "#app/organization/organization.en.ts";
import nextStep from "#app/overview/next-step.en.ts";
import facility from "#app/places/facility.en.ts";
import plan from "#app/plan/plan.en.ts";
import planOrder from "#app/plan/plan-order.en.ts";
import plausibility from "#app/plausibility/plausibility.en.ts";
import activity from "#app/records/activity.en.ts";
import activityFile from "#app/records/import/activity-file.en.ts";
import activityImport from "#app/records/import/activity-import.en.ts";
import method from "#app/records/method/method.en.ts";
import sheet from "#app/records/sheet/sheet.en.ts";
import upstream from "#app/records/upstream/upstream.en.ts";
import completeness from "#app/report/completeness/completeness.en.ts";
import disclosure from "#app/report/disclosure/disclosure.en.ts";
import release from "#app/report/release/release.en.ts";
import report from "#app/report/report.en.ts";
import reportAnnex from "#app/report/report-annex.en.ts";
import reportLife from "#app/report/report-life.en.ts";
import reportPage from "#app/report/report-page.en.ts";
import withholding from "#app/report/withholding.en.ts";
import dataRequest from "#app/requests/data-request.en.ts";
import review from "#app/review/review.en.ts";
import task from "#app/review/task.en.ts";
import comparison from "#app/runs/comparison/comparison.en.ts";
import inventory from "#app/runs/inventory.en.ts";
import setting from "#app/setting/setting.en.ts";
import policy from "#app/sources/policy/policy.en.ts";
import start from "#app/start/start.en.ts";
import target from "#app/target/target.en.ts";
import business from "#app/trade/business/business.en.ts";
import client from "#app/trade/client/client.en.ts";
import clientBoard from "#app/trade/client/client-board.en.ts";
import contract from "#app/trade/contract/contract.en.ts";
import tradeDocument from "#app/trade/document/trade-document.en.ts";
import draft from "#app/trade/draft/draft.en.ts";
import fapiao from "#app/trade/fapiao/fapiao.en.ts";
import invoice from "#app/trade/invoice/invoice.en.ts";
import exportedService from "#app/trade/ledger/exported-service.en.ts";
import ledger from "#app/trade/ledger/ledger.en.ts";
import order from "#app/trade/order/order.en.ts";
import packageWords from "#app/trade/package/package.en.ts";
import payment from "#app/trade/payment/payment.en.ts";
import refund from "#app/trade/payment/refund.en.ts";
import portal from "#app/trade/portal/portal.en.ts";
import quote from "#app/trade/quote/quote.en.ts";
import receipt from "#app/trade/receipt/receipt.en.ts";
import seller from "#app/trade/seller/seller.en.ts";
import service from "#app/trade/service/service.en.ts";
import bankStatement from "#app/trade/statement/statement.en.ts";
import time from "#app/trade/time/time.en.ts";
import auditTrail from "#app/trail/audit-trail.en.ts";
import listing from "#app/verify/listing.en.ts";
import verify from "#app/verify/verify.en.ts";
import checker from "#app/verify/verify-checker.en.ts";
import verifyMany from "#app/verify/verify-many.en.ts";
import watch from "#app/verify/watch/watch.en.ts";
import failedMail from "#app/workspace/mail/failed-mail.en.ts";
import tenant from "#app/workspace/tenant.en.ts";
import common from "./common.en.ts";
import error from "./error.en.ts";

/** All messages in English, one room per key. Other languages must have the same shape. */
export default {
  nextStep,
  account,
  activity,
  activityFile,
  activityImport,
  assurance,
  auditTrail,
  setting,
  api,
  bill,
  brand,
  client,
  service,
  quote,
  order,
  contract,
  draft,
  carbon,
  detail,
  common,
  comparison,
  plausibility,
  upstream,
  completeness,
  consent,
  dataRequest,
  disclosure,
  error,
  estimate,
  evidence,
  facility,
  factor,
  glossary,
  help,
  directory,
  identity,
  issuerProof,
  instrument,
  instrumentImport,
  inventory,
  log,
  logMonitor,
  legal,
  marketing,
  matching,
  method,
  model,
  organization,
  ownData,
  ownFactor,
  plan,
  planOrder,
  policy,
  report,
  reportAnnex,
  reportLife,
  reportPage,
  sheet,
  review,
  start,
  target,
  task,
  clientBoard,
  engagement,
  list,
  listing,
  release,
  time,
  tenant,
  tenantData,
  failedMail,
  clientMail,
  notice,
  business,
  exportedService,
  fapiao,
  invoice,
  ledger,
  package: packageWords,
  payment,
  portal,
  refund,
  receipt,
  bankStatement,
  seller,
  tradeDocument,
  twoPeople,
  verification,
  verify,
  checker,
  verifyCommand,
  verifyMany,
  visit,
  watch,
  withholding,
};
