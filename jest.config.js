export default {
  testEnvironment: 'node',
  maxWorkers: '100%',
  // ES modules of finished files stay in memory, and a worker that is full of them spends its time on cleaning up.
  workerIdleMemoryLimit: '1GB',
  roots: ['<rootDir>/__tests__'],
  globalSetup: '<rootDir>/__tests__/temporary/make-folder.ts',
  globalTeardown: '<rootDir>/__tests__/temporary/remove-folder.ts',
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
  },
};
