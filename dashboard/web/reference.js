/* Shows the API's description, which stands beside the page. */
window.SwaggerUIBundle({ url: "openapi.json", dom_id: "#reference", validatorUrl: null });
