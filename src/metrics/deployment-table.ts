import { type Column, createColumn, float64, uint8, uint32 } from './column.ts';
import type { DeploymentCode } from './deployment-code.ts';

/** Deployments as columns of numbers: a row each, about 40 bytes, and 32 for each change whose time is needed. Times are milliseconds since the epoch. */
export interface DeploymentTable {
  readonly length: number;
  readonly createdAt: Float64Array;
  /** The end of the deployment; its begin where that is all that is known. */
  readonly endedAt: Float64Array;
  /** As the record has it, or NaN. */
  readonly leadTimeHours: Float64Array;
  readonly code: Uint8Array;
  /** Position in the list of services. */
  readonly service: Uint32Array;
  /** The same number for the deployments of one service to one named environment. */
  readonly place: Uint32Array;
  /** The changes of row r are those from `changesFrom[r]` to before `changesFrom[r + 1]`. */
  readonly changesFrom: Uint32Array;
  readonly changes: ChangeColumns;
  /** Only for rows that say so. */
  readonly recoveredAt: ReadonlyMap<number, number>;
}

/** Hours of each change; NaN where a time is not known, negative where times contradict each other. */
export interface ChangeColumns {
  readonly lead: Float64Array;
  readonly coding: Float64Array;
  readonly review: Float64Array;
  readonly deploy: Float64Array;
}

export interface DeploymentRow {
  readonly createdAt: number;
  readonly endedAt: number;
  readonly leadTimeHours: number;
  readonly code: DeploymentCode;
  readonly service: number;
  readonly place: number;
  readonly recoveredAt: number | null;
}

/** The hours of one change. */
export type ChangeHours = { readonly [Name in keyof ChangeColumns]: number };

/** Takes deployments one by one and gives them out as a table. */
export interface DeploymentTableBuilder {
  /** @returns the number of the row */
  add(row: DeploymentRow, changes: readonly ChangeHours[]): number;
  build(): DeploymentTable;
}

export function createDeploymentTable(): DeploymentTableBuilder {
  const [createdAt, endedAt, leadTimeHours] = [floats(), floats(), floats()];
  const [lead, coding, review, deploy] = [floats(), floats(), floats(), floats()];
  const [service, place, changesFrom] = [integers(), integers(), integers()];
  const code = createColumn(uint8);
  const recoveredAt = new Map<number, number>();
  changesFrom.push(0);
  return {
    add(row, changes) {
      const index = createdAt.length;
      createdAt.push(row.createdAt);
      endedAt.push(row.endedAt);
      leadTimeHours.push(row.leadTimeHours);
      code.push(row.code);
      service.push(row.service);
      place.push(row.place);
      if (row.recoveredAt !== null) recoveredAt.set(index, row.recoveredAt);
      for (const change of changes) {
        lead.push(change.lead);
        coding.push(change.coding);
        review.push(change.review);
        deploy.push(change.deploy);
      }
      changesFrom.push(lead.length);
      return index;
    },
    build: () => ({
      length: createdAt.length,
      createdAt: createdAt.view(),
      endedAt: endedAt.view(),
      leadTimeHours: leadTimeHours.view(),
      code: code.view(),
      service: service.view(),
      place: place.view(),
      changesFrom: changesFrom.view(),
      changes: {
        lead: lead.view(),
        coding: coding.view(),
        review: review.view(),
        deploy: deploy.view(),
      },
      recoveredAt,
    }),
  };
}

const floats = (): Column<Float64Array> => createColumn(float64);
const integers = (): Column<Uint32Array> => createColumn(uint32);
