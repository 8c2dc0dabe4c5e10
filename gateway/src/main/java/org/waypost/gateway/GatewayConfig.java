package org.waypost.gateway;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.Limits;
import org.waypost.gateway.authorization.Operators;
import org.waypost.gateway.configuration.InvalidConfigurationException;
import org.waypost.gateway.delivery.DeliverySettings;
import org.waypost.gateway.ops.AdminSettings;
import org.waypost.gateway.query.Language;
import org.waypost.gateway.query.Services;
import org.waypost.gateway.reception.ReceptionSettings;
import org.waypost.gateway.smpp.exchange.PeerProfile;
import org.waypost.gateway.smpp.session.TlsIdentity;
import org.waypost.gateway.sms.Segmenter;
import org.waypost.gateway.store.DatabaseAddress;
import org.waypost.gateway.upkeep.AuditSettings;
import org.waypost.gateway.upkeep.Premises;
import org.waypost.gateway.upkeep.RetentionDays;
import org.waypost.gateway.wording.Phrases;
import org.waypost.itinerary.ItinerarySettings;
import org.waypost.itinerary.ingest.FeedDirectory;
import org.waypost.itinerary.store.Database;

/**
 * A checked configuration.
 *
 * @param node names this process in the balance
 * @param database the gateway's own database
 * @param lanes batches that run beside each other
 * @param leastFree bytes that must be free on the disk of an embedded database, or questions are refused
 * @param itinerary the core's settings
 * @param keyFile the key ring; made at first start
 * @param destroysKeys whether an old version of the keys is destroyed as soon as nothing stands under it
 * @param listening where peers bind
 * @param peers who may bind, and to whom we bind
 * @param numberRanges for each peer, the beginnings of the numbers it may assert
 * @param services the products
 * @param phrases reply texts of each language
 * @param servicePhrases reply texts that products replace
 * @param segmenter how long replies are cut
 * @param limits how often one may ask
 * @param reception bounds of the way in
 * @param delivery bounds of the way out
 * @param retention how long things are kept that nobody needs any longer
 * @param quarantine where rejected lines of feeds go
 * @param feed the directory that is watched for feeds; null for none
 * @param feedPause between two looks into it
 * @param admin the admin endpoint; null for none
 * @param audit how the audit is kept
 * @param operators who may do what
 * @param stopGrace how long a stop waits for what is under way (contract D13)
 */
public record GatewayConfig(
        String node,
        DatabaseAddress database,
        int lanes,
        long leastFree,
        ItinerarySettings itinerary,
        Path keyFile,
        boolean destroysKeys,
        Listening listening,
        List<PeerProfile> peers,
        Map<String, List<String>> numberRanges,
        Services services,
        Map<Language, Phrases> phrases,
        Map<String, Map<Language, Phrases>> servicePhrases,
        Segmenter segmenter,
        Limits limits,
        ReceptionSettings reception,
        DeliverySettings delivery,
        RetentionDays retention,
        Path quarantine,
        @Nullable FeedDirectory feed,
        Duration feedPause,
        @Nullable AdminSettings admin,
        AuditSettings audit,
        Operators operators,
        Duration stopGrace) {

    /**
     * Reads a configuration and the files it names.
     *
     * @throws InvalidConfigurationException with every problem of all files
     */
    public static GatewayConfig load(Path file) throws InvalidConfigurationException {
        return new ConfigurationFile(file, Clock.systemUTC().instant()).read();
    }

    /** Directories that files of rejected lines are written to. */
    public List<Path> quarantines() {
        return feed == null ? List.of(quarantine) : List.of(quarantine, feed.quarantine());
    }

    /** Where everything is kept. */
    public Premises premises() {
        List<Path> directories = feed == null
                ? List.of(quarantine)
                : List.of(quarantine, feed.incoming(), feed.taken(), feed.quarantine());
        List<Path> files = admin == null ? List.of(audit.heads()) : List.of(admin.token(), audit.heads());
        return new Premises(node, database, itinerary, keyFile, directories, files);
    }

    /** Who we are over TLS, to peers that bind to us and to those we bind to. */
    List<TlsIdentity> tlsIdentities() {
        Stream<TlsIdentity> listened = Stream.ofNullable(listening.smpps()).map(Listening.Secured::identity);
        Stream<TlsIdentity> connected = peers.stream()
                .flatMap(peer -> Stream.ofNullable(peer.outgoing()))
                .flatMap(outgoing -> outgoing.destinations().stream())
                .flatMap(destination -> Stream.ofNullable(destination.tls()));
        return Stream.concat(listened, connected).distinct().toList();
    }

    /** The same with its data in another folder and listening elsewhere, for demonstrations and tests. */
    public GatewayConfig relocated(Path folder, InetSocketAddress address) {
        ItinerarySettings moved = new ItinerarySettings(
                Database.file(folder.resolve("itinerary")),
                itinerary.gazetteer(),
                itinerary.zone(),
                itinerary.retentionDays(),
                itinerary.poolSize());
        return new GatewayConfig(
                node,
                DatabaseAddress.file(folder.resolve("gateway")),
                1,
                leastFree,
                moved,
                folder.resolve("keys"),
                destroysKeys,
                listening.at(address),
                peers,
                numberRanges,
                services,
                phrases,
                servicePhrases,
                segmenter,
                limits,
                reception,
                delivery,
                retention,
                folder.resolve("quarantine"),
                feed == null ? null : new FeedDirectory(folder.resolve("feed"), feed.keepDays(), feed.mapping()),
                feedPause,
                admin == null ? null : admin.relocated(folder),
                new AuditSettings(folder.resolve("audit-heads"), audit.retentionDays()),
                operators,
                stopGrace);
    }
}
