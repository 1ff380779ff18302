import { changes, resets } from './changes.ts'
import { idelta, irate } from './instant-value.ts'
import * as overTime from './over-time.ts'
import { delta, increase, rate } from './rate.ts'
import { derivative, doubleExponentialSmoothing, predictLinear } from './regression.ts'
import type { RangeFunction } from './window.ts'

/** The functions of range vectors by name. */
export const RANGE_FUNCTIONS: ReadonlyMap<string, RangeFunction> = new Map([
  ['absent_over_time', overTime.presentOverTime],
  ['avg_over_time', overTime.averageOverTime],
  ['changes', changes],
  ['count_over_time', overTime.countOverTime],
  ['delta', delta],
  ['deriv', derivative],
  ['double_exponential_smoothing', doubleExponentialSmoothing],
  ['first_over_time', overTime.firstOverTime],
  ['idelta', idelta],
  ['increase', increase],
  ['irate', irate],
  ['last_over_time', overTime.lastOverTime],
  ['mad_over_time', overTime.madOverTime],
  ['max_over_time', overTime.maxOverTime],
  ['min_over_time', overTime.minOverTime],
  ['predict_linear', predictLinear],
  ['present_over_time', overTime.presentOverTime],
  ['quantile_over_time', overTime.quantileOverTime],
  ['rate', rate],
  ['resets', resets],
  ['stddev_over_time', overTime.deviationOverTime],
  ['stdvar_over_time', overTime.varianceOverTime],
  ['sum_over_time', overTime.sumOverTime],
  ['ts_of_first_over_time', overTime.timeOfFirstOverTime],
  ['ts_of_last_over_time', overTime.timeOfLastOverTime],
  ['ts_of_max_over_time', overTime.timeOfMaxOverTime],
  ['ts_of_min_over_time', overTime.timeOfMinOverTime],
])
