package org.waypost.gateway.upkeep;

import java.nio.file.Path;

/**
 * How the audit is kept.
 *
 * @param heads the file outside the database that says where its chains end
 * @param retentionDays after which its pages go
 */
public record AuditSettings(Path heads, int retentionDays) {}
