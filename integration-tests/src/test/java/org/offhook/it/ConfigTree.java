// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The folder of one instance: its configuration, spool, logs, sounds and database. Only Asterisk's own data (prompts,
 * documentation) stays where it is installed; without its documentation some modules refuse to load.
 */
final class ConfigTree {
    static final String AMI_USER = "offhook";
    static final String AMI_SECRET = "loopback-only";
    static final String SIP_CONTEXT = "offhook-sip";
    static final String MAILBOX = "100";
    static final String QUEUE = "support";

    private static final List<String> FOLDERS =
            List.of("etc", "etc/dialplan", "run", "spool", "lib", "log", "agi-bin", "sounds", "recordings", "moh");

    private static final List<String> MODULES = List.of(
            "res_timing_timerfd",
            "res_speech",
            "res_adsi",
            "res_smdi",
            "res_monitor",
            "res_agi",
            "res_musiconhold",
            "pbx_config",
            "app_bridgewait",
            "app_confbridge",
            "app_controlplayback",
            "app_db",
            "app_dial",
            "app_echo",
            "app_exec",
            "app_milliwatt",
            "app_mixmonitor",
            "app_originate",
            "app_playback",
            "app_playtones",
            "app_queue",
            "app_read",
            "app_record",
            "app_sayunixtime",
            "app_senddtmf",
            "app_sendtext",
            "app_softhangup",
            "app_speech_utils",
            "app_stack",
            "app_system",
            "app_transfer",
            "app_userevent",
            "app_verbose",
            "app_voicemail",
            "app_while",
            "bridge_builtin_features",
            "bridge_holding",
            "bridge_simple",
            "bridge_softmix",
            "codec_a_mu",
            "codec_alaw",
            "codec_gsm",
            "codec_resample",
            "codec_ulaw",
            "format_gsm",
            "format_pcm",
            "format_sln",
            "format_wav",
            "format_wav_gsm",
            "func_base64",
            "func_callerid",
            "func_channel",
            "func_cut",
            "func_db",
            "func_dialplan",
            "func_env",
            "func_global",
            "func_groupcount",
            "func_hangupcause",
            "func_logic",
            "func_math",
            "func_md5",
            "func_rand",
            "func_strings",
            "func_timeout",
            "func_uri",
            "func_version");

    private static final List<String> PJSIP_MODULES = List.of(
            "res_pjproject",
            "res_sorcery_astdb",
            "res_sorcery_config",
            "res_sorcery_memory",
            "res_statsd",
            "res_geolocation",
            "res_pjsip",
            "res_pjsip_session",
            "res_pjsip_authenticator_digest",
            "res_pjsip_caller_id",
            "res_pjsip_dtmf_info",
            "res_pjsip_endpoint_identifier_ip",
            "res_pjsip_header_funcs",
            "res_pjsip_logger",
            "res_pjsip_nat",
            "res_pjsip_pubsub",
            "res_pjsip_registrar",
            "res_pjsip_rfc3326",
            "res_pjsip_sdp_rtp",
            "res_rtp_asterisk",
            "res_srtp",
            "bridge_native_rtp",
            "chan_pjsip",
            "func_pjsip_endpoint");

    private ConfigTree() {}

    /** Where the main file of a tree is, for {@code asterisk -C}. */
    static String mainFile(String tree) {
        return tree + "/etc/asterisk.conf";
    }

    static Path console(Path tree) {
        return tree.resolve("log/console.txt");
    }

    static Path fullLog(Path tree) {
        return tree.resolve("log/full");
    }

    static Path resolvConf(Path tree) {
        return tree.resolve("etc/resolv.conf");
    }

    /** Writes a new tree. */
    static void write(Path tree, String inside, Ports ports, OwnInstallation installation, AsteriskOptions options)
            throws IOException {
        for (String folder : FOLDERS) {
            Files.createDirectories(tree.resolve(folder));
        }
        for (int seconds : Sounds.TONE_SECONDS) {
            Sounds.writeTone(tree.resolve("sounds/" + Sounds.toneName(seconds) + ".wav"), Duration.ofSeconds(seconds));
        }
        Sounds.writeTone(tree.resolve("moh/tone.wav"), Duration.ofSeconds(5));

        Map<String, String> files = new LinkedHashMap<>();
        files.put("asterisk.conf", asterisk(inside));
        files.put("modules.conf", modules(installation, options));
        files.put("manager.conf", manager(ports.ami()));
        files.put("extensions.conf", extensions());
        putSmallFiles(files, inside);
        if (options.pjsip()) {
            files.put("pjsip.conf", pjsip(ports.sip()));
            files.put("rtp.conf", "[general]\nrtpstart = 10000\nrtpend = 20000\n");
        }
        files.replaceAll((name, text) -> text + "#tryinclude " + name.replace(".conf", "_extra.conf") + "\n");
        files.put("dialplan/options.conf", options.dialplan());
        options.nameserver().ifPresent(server -> files.put("resolv.conf", "nameserver " + server + "\n"));
        files.putAll(options.files());
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(tree.resolve("etc").resolve(file.getKey()), file.getValue(), StandardCharsets.UTF_8);
        }
    }

    private static String asterisk(String inside) {
        return """
            [directories]
            astetcdir => INSIDE/etc
            astvarlibdir => INSIDE/lib
            astdbdir => INSIDE/lib
            astspooldir => INSIDE/spool
            astrundir => INSIDE/run
            astlogdir => INSIDE/log
            astagidir => INSIDE/agi-bin
            [options]
            verbose = 3
            nocolor = yes
            maxfiles = 65536
            """.replace("INSIDE", inside);
    }

    private static String modules(OwnInstallation installation, AsteriskOptions options) {
        Set<String> there = installation.modules();
        Set<String> wanted = new LinkedHashSet<>(MODULES);
        if (options.pjsip()) {
            wanted.addAll(PJSIP_MODULES);
        }
        wanted.retainAll(there);
        List<String> missing = new ArrayList<>(options.modules());
        missing.removeAll(there);
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("Asterisk " + installation.version() + " (" + installation.location()
                    + ") has no module " + String.join(", ", missing));
        }
        wanted.addAll(options.modules());
        StringBuilder text = new StringBuilder("[modules]\nautoload = no\n");
        wanted.forEach(module -> text.append("load = ").append(module).append(".so\n"));
        return text.toString();
    }

    /** Asterisk drops a slow reader after 100 ms, unless told to be patient: two cores may be very busy. */
    private static String manager(int port) {
        return """
            [general]
            enabled = yes
            bindaddr = 127.0.0.1
            port = %d
            [%s]
            secret = %s
            permit = 127.0.0.1/255.255.255.255
            read = all
            write = all
            writetimeout = 5000
            """.formatted(port, AMI_USER, AMI_SECRET);
    }

    private static String extensions() {
        return "[general]\nstatic = yes\nwriteprotect = no\n"
                + HarnessDialplan.render(new HarnessDialplan(AsteriskUnderTest.CONTEXT_PREFIX).steps())
                + "#include dialplan/*.conf\n";
    }

    private static void putSmallFiles(Map<String, String> files, String inside) {
        files.put(
                "logger.conf",
                "[general]\ndateformat = %F %T.%3q\n[logfiles]\nfull => notice,warning,error,verbose,dtmf\n");
        // The AGI conversation is in the log of every failure.
        files.put("cli.conf", "[startup_commands]\nagi set debug on = yes\n");
        files.put("cdr.conf", "[general]\nenable = no\n");
        files.put("cel.conf", "[general]\nenable = no\n");
        files.put("http.conf", "[general]\nenabled = no\n");
        for (String empty : List.of("features", "udptl", "ccss", "stasis", "confbridge", "codecs", "dnsmgr")) {
            files.put(empty + ".conf", "[general]\n");
        }
        files.put("acl.conf", "");
        files.put("indications.conf", """
                [general]
                country = us
                [us]
                description = United States
                ringcadence = 2000,4000
                dial = 350+440
                busy = 480+620/500,0/500
                ring = 440+480/2000,0/4000
                congestion = 480+620/250,0/250
                """);
        files.put("musiconhold.conf", "[default]\nmode = files\ndirectory = " + inside + "/moh\n");
        files.put("voicemail.conf", "[general]\nformat = wav\n[default]\n" + MAILBOX + " => 1234,Test Mailbox\n");
        files.put("queues.conf", """
            [general]
            persistentmembers = no
            [%s]
            strategy = ringall
            timeout = 5
            retry = 1
            joinempty = yes
            member => Local/answer@%s/n
            """.formatted(QUEUE, new HarnessDialplan(AsteriskUnderTest.CONTEXT_PREFIX).targets()));
    }

    private static String pjsip(int port) {
        return """
            [transport-udp]
            type = transport
            protocol = udp
            bind = 127.0.0.1:%d
            [phone]
            type = endpoint
            transport = transport-udp
            context = %s
            disallow = all
            allow = ulaw,alaw
            dtmf_mode = rfc4733
            direct_media = no
            aors = phone
            [phone]
            type = aor
            max_contacts = 10
            [phone]
            type = identify
            endpoint = phone
            match = 127.0.0.1
            """.formatted(port, SIP_CONTEXT);
    }
}
