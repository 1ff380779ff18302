/** Limits of the embedded engine. */
export interface EngineLimits {
  /** What the engine may allocate in all; beyond it queries fail, and the process lives. */
  readonly memoryBytes: number
}

const MARK_CACHE_BYTES = 32 << 20

/**
 * The engine's configuration file: small pools and caches, since it shares a machine, and none of the logs that the
 * server would keep about itself.
 */
export function engineConfiguration({ memoryBytes }: EngineLimits): string {
  const query = Math.floor(memoryBytes / 2)
  return `<clickhouse>
  <logger><level>none</level></logger>
  <max_server_memory_usage>${memoryBytes}</max_server_memory_usage>
  <mark_cache_size>${MARK_CACHE_BYTES}</mark_cache_size>
  <uncompressed_cache_size>0</uncompressed_cache_size>
  <background_pool_size>2</background_pool_size>
  <background_merges_mutations_concurrency_ratio>1</background_merges_mutations_concurrency_ratio>
  <background_schedule_pool_size>4</background_schedule_pool_size>
  <background_common_pool_size>2</background_common_pool_size>
  <merge_tree>
    <number_of_free_entries_in_pool_to_execute_mutation>1</number_of_free_entries_in_pool_to_execute_mutation>
    <number_of_free_entries_in_pool_to_lower_max_size_of_merge>1</number_of_free_entries_in_pool_to_lower_max_size_of_merge>
    <number_of_free_entries_in_pool_to_execute_optimize_entire_partition>1</number_of_free_entries_in_pool_to_execute_optimize_entire_partition>
    <max_bytes_to_merge_at_max_space_in_pool>2147483648</max_bytes_to_merge_at_max_space_in_pool>
  </merge_tree>
  <profiles><default><max_memory_usage>${query}</max_memory_usage></default></profiles>
</clickhouse>
`
}
