import type { OptionValues, ReadOptions } from '../options/read-options.ts';
import type { reportOptions } from '../options/schema.ts';

/** The options of a report, by name. */
export type ReportOptionValues = OptionValues<typeof reportOptions>;

/** The options of a report with where they came from and what is wrong with them. */
export type ReadReportOptions = ReadOptions<typeof reportOptions>;
