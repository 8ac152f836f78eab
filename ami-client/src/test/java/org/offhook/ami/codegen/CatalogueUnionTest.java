// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CatalogueUnionTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void putsTwoServersTogetherAndSaysWhatOnlyOneOfThemKnows() throws IOException {
        JsonNode sixteen = JSON.readTree("""
                {"actions": [{"name": "Park", "privileges": ["call", "all"], "params": [
                    {"name": "Channel", "required": true}, {"name": "Lot", "required": true}, {"name": "Old", "required": true}]}],
                 "events": [{"name": "NewExten", "class": "dialplan", "params": [{"name": "Application"}]}],
                 "undocumented_event_names_in_source": ["Wink"]}
                """);
        JsonNode twentyTwo = JSON.readTree("""
                {"actions": [{"name": "Park", "privileges": ["call"], "module": "builtin", "since": ["1.2", "22.1"], "params": [
                    {"name": "Channel", "required": true}, {"name": "Lot", "required": false}, {"name": "Lot", "required": true}]}],
                 "events": [],
                 "undocumented_events_observed": [
                    {"name": "Newexten", "class": null, "observed_privilege": "dialplan", "params": [{"name": "application"}]}]}
                """);

        JsonNode union = JSON.readTree(CatalogueUnion.union(sixteen, twentyTwo));

        assertThat(union).isEqualTo(JSON.readTree("""
                {"actions": [{"name": "Park", "in": "16 22", "module": "builtin", "since": "1.2", "privileges": ["call", "all"],
                    "fields": {"Channel": "required", "Lot": "", "Old": "required 16"}}],
                 "events": [
                    {"name": "Newexten", "in": "16 22", "evidence": "documented", "privilege": "dialplan", "class": "dialplan",
                     "fields": {"application": ""}},
                    {"name": "Wink", "in": "16", "evidence": "name"}]}
                """));
    }
}
