// SPDX-License-Identifier: Apache-2.0
package org.offhook.it;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * A Docker image with an Asterisk, run through Testcontainers on the host's network; {@code tools/asterisk-image} makes
 * such images. Images are never pulled from here. Any image with {@code /usr/sbin/asterisk} and {@code /bin/sh} should do.
 */
final class DockerImage extends OwnInstallation {
    private static final String BINARY = "/usr/sbin/asterisk";
    private static final String OWNER_LABEL = "org.offhook.it.owner";
    private static final Path SOCKET = Path.of("/var/run/docker.sock");

    /** Looking into an image takes a container; its answer does not change while this JVM runs. */
    private static final Map<String, DockerImage> OPENED = new ConcurrentHashMap<>();

    private final String image;

    private DockerImage(String image, AsteriskVersion version, Set<String> modules) {
        super(version, modules);
        this.image = image;
    }

    /** @throws NotAvailableException with the reason, if it cannot be used */
    static DockerImage open(String image) throws NotAvailableException {
        DockerImage known = OPENED.get(image);
        if (known == null) {
            known = look(image);
            OPENED.put(image, known);
        }
        return known;
    }

    private static DockerImage look(String image) throws NotAvailableException {
        DockerClient client = client();
        try {
            client.inspectImageCmd(image).exec();
        } catch (NotFoundException e) {
            throw new NotAvailableException(
                    "Docker has no image " + image + " (make one: tools/asterisk-image DIR " + image + ")");
        }
        removeAbandoned(client);
        String script = BINARY + " -V; ls "
                + ModuleFolders.PATTERNS.stream().map(folder -> "/" + folder).collect(Collectors.joining(" "))
                + " 2>/dev/null; true";
        try (GenericContainer<?> look = container(image, "/bin/sh", "-c", script)) {
            look.withNetworkMode("none")
                    .withStartupCheckStrategy(new OneShotStartupCheckStrategy())
                    .start();
            String text = look.getLogs();
            return new DockerImage(
                    image, AsteriskVersion.parse(text), ModuleFolders.parse(text, "Docker image " + image));
        } catch (RuntimeException e) {
            throw new NotAvailableException("Docker image " + image + " cannot be used", e);
        }
    }

    private static DockerClient client() throws NotAvailableException {
        // Without an engine Testcontainers tries everything and logs at length; most machines without one are seen
        // here.
        if (System.getenv("DOCKER_HOST") == null && !Files.exists(SOCKET)) {
            throw new NotAvailableException("no Docker engine (no " + SOCKET + ", and DOCKER_HOST is not set)");
        }
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new NotAvailableException("no Docker engine answers");
        }
        return DockerClientFactory.lazyClient();
    }

    private static GenericContainer<?> container(String image, String... entrypoint) {
        return new GenericContainer<>(DockerImageName.parse(image))
                .withLabel(OWNER_LABEL, InstanceTrees.owner())
                .withCreateContainerCmdModifier(create -> create.withEntrypoint(entrypoint));
    }

    /** Removes the containers of JVMs that ended before they could. */
    private static void removeAbandoned(DockerClient client) {
        client.listContainersCmd().withShowAll(true).withLabelFilter(List.of(OWNER_LABEL)).exec().stream()
                .filter(container -> InstanceTrees.isAbandoned(
                        Objects.requireNonNull(container.getLabels()).get(OWNER_LABEL)))
                .forEach(container -> client.removeContainerCmd(container.getId())
                        .withForce(true)
                        .exec());
    }

    @Override
    public Mode mode() {
        return Mode.DOCKER;
    }

    @Override
    public String location() {
        return "Docker image " + image;
    }

    @Override
    Path hostTrees() {
        return InstanceTrees.temporary();
    }

    @Override
    String insideTrees() {
        return TREES;
    }

    @Override
    AsteriskProcess start(String tree, Optional<String> nameserver) throws IOException {
        Path here = hostTrees().resolve(tree);
        String inside = TREES + "/" + tree;
        List<Bind> binds = new ArrayList<>();
        binds.add(new Bind(here.toString(), new Volume(inside), AccessMode.rw));
        nameserver.ifPresent(server -> binds.add(
                new Bind(ConfigTree.resolvConf(here).toString(), new Volume("/etc/resolv.conf"), AccessMode.ro)));
        // As our own user, or we could not read and delete what Asterisk writes.
        String user = Files.getAttribute(here, "unix:uid") + ":" + Files.getAttribute(here, "unix:gid");
        GenericContainer<?> container = container(
                        image,
                        "/bin/sh",
                        "-c",
                        "exec " + BINARY + " -f -C " + ConfigTree.mainFile(inside) + " >>" + inside
                                + "/log/console.txt 2>&1")
                .withNetworkMode("host")
                .withCreateContainerCmdModifier(create -> {
                    Objects.requireNonNull(create.getHostConfig()).withBinds(binds);
                    create.withUser(user);
                });
        try {
            container.start();
        } catch (RuntimeException e) {
            container.stop();
            throw new IOException("the container of " + image + " did not start", e);
        }
        return new DockerProcess(container);
    }
}
