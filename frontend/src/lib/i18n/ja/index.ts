import type { en } from "../en";
import { activity } from "./activity";
import { alerts } from "./alerts";
import { approvals } from "./approvals";
import { auth } from "./auth";
import { common } from "./common";
import { errors } from "./errors";
import { guards } from "./guards";
import { holds } from "./holds";
import { ledger } from "./ledger";
import { overview } from "./overview";
import { priceLists } from "./price-lists";
import { prices } from "./prices";
import { pricing } from "./pricing";
import { repricing } from "./repricing";
import { sales } from "./sales";
import { sheets } from "./sheets";
import { shell } from "./shell";
import { status } from "./status";
import { stock } from "./stock";
import { transfers } from "./transfers";

export const ja: typeof en = {
  common,
  shell,
  auth,
  overview,
  stock,
  ledger,
  holds,
  sales,
  sheets,
  transfers,
  prices,
  priceLists,
  approvals,
  guards,
  repricing,
  pricing,
  alerts,
  activity,
  status,
  errors,
};
