/** Where the files of an edge buffer are, by the path of its database. */
export const segmentFolder = (database: string): string => `${database}.frames`;
export const markPath = (database: string): string => `${database}.mark`;
export const ballastPath = (database: string): string => `${database}.ballast`;
export const reservePath = (database: string): string => `${database}.reserve`;
