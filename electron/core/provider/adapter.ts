import type { JsonObject } from '../../shared/json.ts';
import type { EndpointId } from '../../shared/endpoint.ts';
import type { MediaLinks, Phase, TaskRecord } from '../../shared/task.ts';

/** What an endpoint says about a task, in one shape for all of them. */
export type Answer =
  | {
      readonly kind: 'running';
      readonly phase: Phase;
      /** The provider's own word. */
      readonly rawState: string;
      /** It is finished by the provider's word, and no file is named: there is none, or not yet. */
      readonly withoutFile?: WithoutFile;
      readonly record: TaskRecord;
    }
  | { readonly kind: 'succeeded'; readonly media: MediaLinks; readonly record: TaskRecord }
  | {
      readonly kind: 'failed';
      readonly providerCode: string;
      readonly providerMessage: string;
      readonly record: TaskRecord;
    }
  /** Finished, and the record itself says that its media are gone. */
  | { readonly kind: 'expired'; readonly record: TaskRecord }
  /** The account has no such task at this endpoint. */
  | { readonly kind: 'unknown-id' };

/** A success that names no file. */
export interface WithoutFile {
  /** What the answer gives instead: some models make text. */
  readonly text?: string;
}

/** One endpoint: where it is asked, and how its answer is read. */
export interface EndpointAdapter {
  readonly id: EndpointId;
  /** As the window shows it. */
  readonly label: string;
  /** Path below the base URL; the task id goes into the query as `taskId`. */
  readonly path: string;
  /** What a result may be; a video and nothing else when absent, else also a picture or a sound. */
  readonly resultKind?: 'any';
  /** Ids that are this endpoint's by their form: it is asked about them first. */
  readonly ownIds?: RegExp;
  /**
   * Reads the `data` of an answer. Every field is optional, and none may throw: what is not
   * understood is `running` with phase `unknown`, never an end.
   */
  read(data: JsonObject, nowMs: number): Answer;
}
