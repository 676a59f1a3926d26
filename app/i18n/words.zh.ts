import account from "#app/access/account.zh.ts";
import twoPeople from "#app/access/two-people.zh.ts";
import ownData from "#app/account/own/own-data.zh.ts";
import api from "#app/api/api.zh.ts";
import assurance from "#app/assurance/assurance.zh.ts";
import verification from "#app/assurance/verification.zh.ts";
import bill from "#app/bill/bill.zh.ts";
import brand from "#app/brand/brand.zh.ts";
import carbon from "#app/carbon/carbon.zh.ts";
import detail from "#app/cli/detail.zh.ts";
import verifyCommand from "#app/cli/verify-command.zh.ts";
import consent from "#app/consent/consent.zh.ts";
import tenantData from "#app/custody/tenant-data.zh.ts";
import engagement from "#app/engagement/engagement.zh.ts";
import estimate from "#app/estimate/estimate.zh.ts";
import evidence from "#app/evidence/evidence.zh.ts";
import factor from "#app/factors/factor.zh.ts";
import matching from "#app/factors/matching.zh.ts";
import ownFactor from "#app/factors/own/own-factor.zh.ts";
import glossary from "#app/glossary/glossary.zh.ts";
import help from "#app/help/help.zh.ts";
import marketing from "#app/home/marketing.zh.ts";
import visit from "#app/home/visit.zh.ts";
import directory from "#app/identity/directory.zh.ts";
import identity from "#app/identity/identity.zh.ts";
import issuerProof from "#app/identity/issuer-proof.zh.ts";
import instrumentImport from "#app/instruments/import/instrument-import.zh.ts";
import instrument from "#app/instruments/instrument.zh.ts";
import list from "#app/kit/list/list.zh.ts";
import legal from "#app/legal/legal.zh.ts";
import logMonitor from "#app/log/log-monitor.zh.ts";
import log from "#app/log/log-page.zh.ts";
import model from "#app/model/model.zh.ts";
import clientMail from "#app/notice/client-mail.zh.ts";
import notice from "#app/notice/notice.zh.ts";
import organization from "#app/organization/organization.zh.ts";
import nextStep from "#app/overview/next-step.zh.ts";
import facility from "#app/places/facility.zh.ts";
import plan from "#app/plan/plan.zh.ts";
import planOrder from "#app/plan/plan-order.zh.ts";
import plausibility from "#app/plausibility/plausibility.zh.ts";
import activity from "#app/records/activity.zh.ts";
import activityFile from "#app/records/import/activity-file.zh.ts";
import activityImport from "#app/records/import/activity-import.zh.ts";
import method from "#app/records/method/method.zh.ts";
import sheet from "#app/records/sheet/sheet.zh.ts";
import upstream from "#app/records/upstream/upstream.zh.ts";
import completeness from "#app/report/completeness/completeness.zh.ts";
import disclosure from "#app/report/disclosure/disclosure.zh.ts";
import release from "#app/report/release/release.zh.ts";
import report from "#app/report/report.zh.ts";
import reportAnnex from "#app/report/report-annex.zh.ts";
import reportLife from "#app/report/report-life.zh.ts";
import reportPage from "#app/report/report-page.zh.ts";
import withholding from "#app/report/withholding.zh.ts";
import dataRequest from "#app/requests/data-request.zh.ts";
import review from "#app/review/review.zh.ts";
import task from "#app/review/task.zh.ts";
import comparison from "#app/runs/comparison/comparison.zh.ts";
import inventory from "#app/runs/inventory.zh.ts";
import setting from "#app/setting/setting.zh.ts";
import policy from "#app/sources/policy/policy.zh.ts";
import start from "#app/start/start.zh.ts";
import target from "#app/target/target.zh.ts";
import business from "#app/trade/business/business.zh.ts";
import client from "#app/trade/client/client.zh.ts";
import clientBoard from "#app/trade/client/client-board.zh.ts";
import contract from "#app/trade/contract/contract.zh.ts";
import tradeDocument from "#app/trade/document/trade-document.zh.ts";
import draft from "#app/trade/draft/draft.zh.ts";
import fapiao from "#app/trade/fapiao/fapiao.zh.ts";
import invoice from "#app/trade/invoice/invoice.zh.ts";
import exportedService from "#app/trade/ledger/exported-service.zh.ts";
import ledger from "#app/trade/ledger/ledger.zh.ts";
import order from "#app/trade/order/order.zh.ts";
import packageWords from "#app/trade/package/package.zh.ts";
import payment from "#app/trade/payment/payment.zh.ts";
import refund from "#app/trade/payment/refund.zh.ts";
import portal from "#app/trade/portal/portal.zh.ts";
import quote from "#app/trade/quote/quote.zh.ts";
import receipt from "#app/trade/receipt/receipt.zh.ts";
import seller from "#app/trade/seller/seller.zh.ts";
import service from "#app/trade/service/service.zh.ts";
import bankStatement from "#app/trade/statement/statement.zh.ts";
import time from "#app/trade/time/time.zh.ts";
import auditTrail from "#app/trail/audit-trail.zh.ts";
import listing from "#app/verify/listing.zh.ts";
import verify from "#app/verify/verify.zh.ts";
import checker from "#app/verify/verify-checker.zh.ts";
import verifyMany from "#app/verify/verify-many.zh.ts";
import watch from "#app/verify/watch/watch.zh.ts";
import failedMail from "#app/workspace/mail/failed-mail.zh.ts";
import tenant from "#app/workspace/tenant.zh.ts";
import common from "./common.zh.ts";
import error from "./error.zh.ts";
import type { Messages } from "./index.ts";

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
} satisfies Messages;
