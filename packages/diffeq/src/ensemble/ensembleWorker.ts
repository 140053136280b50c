/** The program of the threads of an ensemble. Loaded anywhere else it does nothing. */
import workerpool from 'workerpool';
import { runEnsembleTask } from './ensembleTask.js';

/** Answers the tasks that a pool sends to this thread. */
export function startEnsembleWorker(): void {
  workerpool.worker({ runEnsembleTask });
}

if (!workerpool.isMainThread) startEnsembleWorker();
