package io.acme.tariff;

import java.time.Instant;
import java.util.*;
import java.util.logging.*;

public final class Main {
  static final Logger LOG = Logger.getLogger("io.acme.tariff.Main");

  static final class Table {
    final NavigableMap<Integer, Double> bands = new TreeMap<>(Map.of(0, 0.31, 1000, 0.29));
    double priceOf(int band) {
      Double p = bands.get(band);
      if (p == null) throw new NoSuchElementException("no tariff for kWh band " + band);
      return p;
    }
  }

  static void preload(Table t) {
    try {
      for (int b : new int[] {0, 1000, 4000}) t.priceOf(b);
    } catch (RuntimeException e) {
      throw new IllegalStateException("Failed to preload tariff table 2026-Q4", e);
    }
  }

  public static void main(String[] args) throws Exception {
    LOG.info("tariff-engine 5.1.0 starting");
    try {
      new java.net.Socket("127.0.0.1", 8086);
    } catch (Exception e) {
      LOG.log(Level.WARNING, "health reporter not available, continuing", e);
    }
    try {
      preload(new Table());
    } catch (RuntimeException e) {
      throw new RuntimeException("Application start aborted", e);
    } finally {
      LOG.info("closing connection pool");
    }
    Thread.sleep(Long.MAX_VALUE);
  }
}
