import type { Failure } from '../failure.ts';
import type { AccountId } from '../id.ts';

/** Who runs the API. `custom` is any base URL that speaks it. */
export const providerIds = ['kie', 'apikley', 'custom'] as const;

/** A provider's id. */
export type ProviderId = (typeof providerIds)[number];

/** The base URL of each provider that has one of its own. */
export const providerBaseUrls: { readonly [P in ProviderId]: string | undefined } = {
  kie: 'https://api.kie.ai',
  apikley: 'https://api.apikley.ru',
  custom: undefined,
};

/**
 * Where a key is kept: encrypted by the system's keyring, in memory until Reelkeep quits, or as
 * plain text in the settings folder. The last two only by the user's own choice.
 */
export const keyStorages = ['keyring', 'session', 'plain'] as const;

/** A way to keep a key. */
export type KeyStorage = (typeof keyStorages)[number];

/** An account as stored. The key is not here. */
export interface Account {
  readonly id: AccountId;
  readonly name: string;
  readonly provider: ProviderId;
  /** Without a trailing slash. */
  readonly baseUrl: string;
}

/** What came of the last call that tells whether a key is accepted. */
export interface KeyCheck {
  /** Unix milliseconds. */
  readonly atMs: number;
  /** Absent when the provider answered as it does to a key that it accepts. */
  readonly failure?: Failure;
}

/** An account as the window sees it. */
export interface AccountView extends Account {
  readonly hasKey: boolean;
  /** The key's last four characters; `undefined` for short keys, of which four would be too much. */
  readonly keyHint?: string;
  readonly keyStorage?: KeyStorage;
  /** Of this very key at this very address, and of this run; absent until there was one. */
  readonly keyCheck?: KeyCheck;
  /** Why nothing is asked with this account right now. */
  readonly block?: Failure;
}
