import { z } from 'zod';

/** What every widget may have; Port writes the stamps itself and takes them back as they are. */
export const widgetCommon = {
  id: z.string().min(1).optional(),
  title: z.string().optional(),
  icon: z.string().optional(),
  description: z.string().optional(),
  createdAt: z.string().optional(),
  createdBy: z.string().optional(),
  updatedAt: z.string().optional(),
  updatedBy: z.string().optional(),
};
