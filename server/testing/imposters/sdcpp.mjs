#!/usr/bin/env node
// An imposter of a stable-diffusion.cpp server: its native API over a real socket, one job at a time, and failures on
// order. README.md beside it tells how to use it.
import { controlOrigin } from './lib/control.mjs';
import { Faults } from './lib/faults.mjs';
import { announce, openOrigins, readOptions } from './lib/program.mjs';
import { Jobs } from './sdcpp/jobs.mjs';
import { Routes } from './sdcpp/routes.mjs';

const options = readOptions({
  port: 0, // of the API; control gets the next; 0 takes free ones
  loras: '', // folder of weights
  model: 'flux1-dev-q4_0.gguf',
  'job-ms': 500,
  'queue-size': 64,
  'result-ms': 600_000,
});

const settings = { loras: options.loras, model: options.model, jobMs: options['job-ms'], queueSize: options['queue-size'], resultMs: options['result-ms'] };
const counts = { submitCalls: 0, capabilities: 0, keys: 0, unknownFields: [], wrongFields: [] };
const faults = new Faults(['capabilities', 'submit', 'run', 'job', 'cancel']);
const jobs = new Jobs({ settings, faults });
const accepted = [];

function report() {
  for (const job of jobs.all.values()) if (!accepted.includes(job)) accepted.push(job);
  const byPrompt = {};
  for (const { input } of accepted) byPrompt[input.prompt] = (byPrompt[input.prompt] ?? 0) + 1;
  return {
    ...counts,
    accepted: accepted.length,
    acceptedByPrompt: byPrompt,
    faultsTaken: faults.taken,
    jobs: accepted.map(({ id, status, input, polls, cancels, acceptedAt, endedAt }) => ({
      id, status, prompt: input.prompt, seed: input.seed === undefined ? null : String(input.seed), width: input.width, height: input.height, batchCount: input.batch_count ?? 1,
      steps: input.sample_params?.sample_steps, txtCfg: input.sample_params?.guidance?.txt_cfg, distilledGuidance: input.sample_params?.guidance?.distilled_guidance,
      lora: input.lora ?? [], polls, cancels, acceptedAt, endedAt,
    })),
  };
}

const commands = {
  crash: () => {
    report(); // so that what was accepted stays counted
    jobs.forget();
  },
};

const origins = await openOrigins({ url: new Routes({ settings, faults, jobs, counts }).handle, control: controlOrigin({ faults, settings, report, commands }) }, options.port);
announce(origins);
