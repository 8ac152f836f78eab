// SPDX-License-Identifier: Apache-2.0
package org.offhook.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.BaseAgiScript;
import org.asteriskjava.manager.ManagerConnection;
import org.asteriskjava.manager.ManagerConnectionFactory;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.response.ManagerResponse;
import org.junit.jupiter.api.Test;

/** The half of docs/migrating-from-asterisk-java.md that is about asterisk-java: its code compiles, what it names is there. */
class MigratingTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "migrating-from-asterisk-java.md");
    /** Its variables and files, and what it takes from the dialplan. */
    private static final Set<String> NO_JAVA =
            Set.of("AJ_AGISTATUS", "SUCCESS", "FAILED", "NOT_FOUND", "DIALSTATUS", "QUEUESTATUS");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (.*?) \\| .* \\|$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern NAME = Pattern.compile("(?<![\\w\"-])[A-Za-z]\\w{3,}(?![\\w\"-])");
    private static final List<String> WORDS = List.of("char", "exec", "null");

    // docs/migrating-from-asterisk-java.md
    static class MenuBefore extends BaseAgiScript {
        @Override
        public void service(AgiRequest request, AgiChannel channel) throws AgiException {
            answer();
            String tier = getVariable("TIER");
            if (streamFile("menu", "12") == '2') {
                setVariable("QUEUE", (tier == null ? "standard" : tier) + "-billing");
                setVariable("ACCOUNT", getData("account", 5000, 6));
                exec("Queue", "billing", "t");
            }
        }
    }

    static ManagerResponse managerBefore() throws Exception {
        // docs/migrating-from-asterisk-java.md
        ManagerConnection connection =
                new ManagerConnectionFactory("127.0.0.1", "clicker", "secret").createManagerConnection();
        connection.addEventListener(event -> {
            if (event instanceof HangupEvent hangup) {
                System.out.println(hangup.getChannel() + ": " + hangup.getCauseTxt());
            }
        });
        connection.login();
        OriginateAction originate = new OriginateAction();
        originate.setChannel("PJSIP/100");
        originate.setContext("internal");
        originate.setExten("200");
        originate.setPriority(1);
        originate.setTimeout(20_000L);
        originate.setAsync(true);
        ManagerResponse response = connection.sendAction(originate, 30_000);
        // end
        return response;
    }

    @Test
    void whatTheFirstColumnNamesExists() throws Exception {
        Set<String> there = names();
        assertThat(there).contains("DefaultAgiServer", "getLastReply"); // the jar was read
        Set<String> named = new TreeSet<>();
        ROW.matcher(Files.readString(DOCUMENT, UTF_8))
                .results()
                .forEach(row -> CODE.matcher(row.group(1))
                        .results()
                        .map(code -> code.group(1))
                        .filter(code -> !code.endsWith(".properties"))
                        .flatMap(code -> NAME.matcher(code).results().map(MatchResult::group))
                        .forEach(named::add));
        named.removeAll(NO_JAVA);
        named.removeAll(WORDS);
        named.removeAll(Set.of("Dial", "Queue", "action", "command", "type", "String"));
        assertThat(named).hasSizeGreaterThan(50);
        assertThat(there).containsAll(named);
    }

    /** The simple names of the public classes of asterisk-java, and of their methods. */
    private static Set<String> names() throws IOException, ReflectiveOperationException {
        Set<String> names = new HashSet<>();
        Path jar = Path.of(ManagerConnection.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        try (JarFile file = new JarFile(jar.toFile())) {
            Collection<String> classes = file.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.matches("org/asteriskjava/(fastagi|manager|live|config|pbx)/[^$]*\\.class"))
                    .filter(name -> !name.contains("ScriptEngine"))
                    .map(name -> name.replaceAll("\\.class$", "").replace('/', '.'))
                    .toList();
            for (String name : classes) {
                Class<?> type = Class.forName(name, false, MigratingTest.class.getClassLoader());
                names.add(type.getSimpleName());
                Stream.of(type.getMethods()).map(Method::getName).forEach(names::add);
            }
        }
        names.add("ScriptEngineMappingStrategy"); // needs a library to be loaded
        return names;
    }
}
