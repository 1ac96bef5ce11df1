package io.cineai.usecase;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/** The most heap that was in use since a moment, garbage included; 0 where the platform does not tell. */
final class PeakHeap {
    private static final long MEGABYTE = 1 << 20;

    private PeakHeap() {}

    static PeakHeap fromNow() {
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        return new PeakHeap();
    }

    long megabytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getPeakUsage() != null)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                / MEGABYTE;
    }
}
